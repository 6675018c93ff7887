import { any, is } from '../filter/index.ts';
import { choice, day, file, integer, list, ref, text, words } from './field.ts';
import { ofOwn, record, staff } from './record.ts';
import { isStaff } from './viewer.ts';

export const organisation = record({
  name: 'organisation',
  plural: 'organisations',
  label: { one: { en: 'Organisation', zh: '机构' }, many: { en: 'Organisations', zh: '机构' } },
  about: {
    en: 'Companies and institutions of the park and its partners abroad.',
    zh: '园区的企业和机构，以及海外伙伴。',
  },
  title: 'name',
  fields: {
    name: words({
      label: { en: 'Name', zh: '名称' },
      level: 'public',
      required: true,
      max: 300,
      aka: ['company', 'institution', 'organization', '公司', '企业名称', '单位'],
    }),
    form: choice(
      {
        company: { en: 'Company', zh: '企业' },
        university: { en: 'University', zh: '大学' },
        institute: { en: 'Research institute', zh: '科研院所' },
        agency: { en: 'Public body', zh: '政府机构' },
        association: { en: 'Association or alliance', zh: '协会或联盟' },
        investor: { en: 'Investor', zh: '投资机构' },
        provider: { en: 'Service provider', zh: '服务机构' },
        incubator: { en: 'Incubator or accelerator', zh: '孵化器或加速器' },
        park: { en: 'Park', zh: '园区' },
      },
      { label: { en: 'Form', zh: '类型' }, level: 'public', aka: ['type', 'category'] },
    ),
    status: choice(
      { draft: { en: 'Draft', zh: '草稿' }, published: { en: 'Published', zh: '已发布' } },
      {
        label: { en: 'Status', zh: '状态' },
        help: { en: 'Only published profiles are seen by visitors', zh: '访客只能看到已发布的资料' },
        level: 'public',
        initial: 'published',
      },
    ),
    country: text({
      label: { en: 'Country', zh: '国家' },
      level: 'public',
      check: 'country',
      max: 2,
      aka: ['country_code'],
    }),
    city: text({ label: { en: 'City', zh: '城市' }, level: 'public', max: 120 }),
    place: ref('place', { label: { en: 'Place', zh: '地点' }, level: 'public' }),
    summary: words({ label: { en: 'In short', zh: '简介' }, level: 'public', max: 500, long: true }),
    description: words({ label: { en: 'Profile', zh: '详细介绍' }, level: 'public', max: 4000, long: true }),
    website: text({
      label: { en: 'Website', zh: '网站' },
      level: 'public',
      check: 'url',
      max: 500,
      aka: ['homepage_url', 'url'],
    }),
    logo: file({ label: { en: 'Logo', zh: '标志' }, level: 'public', picture: true }),
    founded: day({ label: { en: 'Founded', zh: '成立' }, level: 'public', aka: ['founded_at'] }),
    employees: integer({
      label: { en: 'Employees', zh: '员工人数' },
      level: 'member',
      min: 0,
      max: 10_000_000,
    }),
    codes: list({
      label: { en: 'Classification codes', zh: '分类代码' },
      help: { en: 'scheme:code, such as gbt4754:C3841', zh: '体系:代码，例如 gbt4754:C3841' },
      level: 'public',
      check: 'code',
    }),
    ror: text({ label: { en: 'ROR', zh: 'ROR 编号' }, level: 'public', check: 'ror', max: 40 }),
    lei: text({ label: { en: 'LEI', zh: 'LEI 编码' }, level: 'public', check: 'lei', max: 20 }),
    uscc: text({
      label: { en: 'Unified social credit code', zh: '统一社会信用代码' },
      level: 'public',
      check: 'uscc',
      max: 18,
    }),
    contact: text({
      label: { en: 'Contact', zh: '联系方式' },
      help: { en: 'Seen by the organisation and the park only', zh: '仅机构自身和园区可见' },
      level: 'confidential',
      max: 1000,
      long: true,
    }),
  },
  list: ['name', 'form', 'country', 'city', 'founded'],
  filters: ['form', 'country', 'status', 'founded'],
  sorts: ['name', 'founded'],
  access: {
    read: (viewer) => (isStaff(viewer) ? staff(viewer) : any(is('status', 'published'), ofOwn('id')(viewer))),
    update: (viewer) => (isStaff(viewer) ? staff(viewer) : ofOwn('id')(viewer)),
  },
  own: ofOwn('id'),
});
