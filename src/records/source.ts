import { always } from '../filter/index.ts';
import { choice, day, flag, text, words } from './field.ts';
import { record } from './record.ts';

export const source = record({
  name: 'source',
  plural: 'sources',
  label: { one: { en: 'Source', zh: '来源' }, many: { en: 'Sources', zh: '来源' } },
  about: { en: 'Who says something, where and when.', zh: '谁在何处、何时说的。' },
  title: 'title',
  fields: {
    title: words({ label: { en: 'Title', zh: '标题' }, level: 'public', required: true, max: 300 }),
    form: choice(
      {
        report: { en: 'Report', zh: '报告' },
        register: { en: 'Register', zh: '登记册' },
        website: { en: 'Website', zh: '网站' },
        file: { en: 'Imported file', zh: '导入文件' },
        statement: { en: 'Own statement', zh: '自述' },
        sample: { en: 'Sample park', zh: '示例园区' },
      },
      { label: { en: 'Form', zh: '类型' }, level: 'public', required: true },
    ),
    publisher: text({ label: { en: 'Publisher', zh: '发布者' }, level: 'public' }),
    url: text({ label: { en: 'Address', zh: '网址' }, level: 'public', check: 'url', max: 2000 }),
    published: day({ label: { en: 'Published', zh: '发布日期' }, level: 'public' }),
    retrieved: day({ label: { en: 'Retrieved', zh: '获取日期' }, level: 'public' }),
    licence: text({ label: { en: 'Licence', zh: '许可' }, level: 'public' }),
    sample: flag({
      label: { en: 'Fictional sample', zh: '虚构示例' },
      help: { en: 'Records from here are marked as sample', zh: '来自此处的记录标记为示例' },
      level: 'public',
    }),
  },
  list: ['title', 'form', 'publisher', 'published'],
  filters: ['form'],
  sorts: ['title', 'published'],
  access: { read: () => always },
});
