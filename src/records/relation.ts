import { all, any, not, present, some } from '../filter/index.ts';
import { choice, ref, text } from './field.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { ofOwn, record } from './record.ts';

export const relation = record({
  name: 'relation',
  plural: 'relations',
  label: { one: { en: 'Relation', zh: '关系' }, many: { en: 'Relations', zh: '关系' } },
  about: {
    en: 'What ties an organisation to another one or to a person, from when to when.',
    zh: '机构之间或机构与人员之间的关系及起止时间。',
  },
  title: 'form',
  dated: true,
  fields: {
    organisation: ref('organisation', {
      label: { en: 'Organisation', zh: '机构' },
      level: 'public',
      required: true,
    }),
    form: choice(
      {
        member: { en: 'Member of', zh: '成员' },
        subsidiary: { en: 'Subsidiary of', zh: '子公司' },
        channel: { en: 'Channel of', zh: '渠道' },
        founder: { en: 'Founded by', zh: '创始人' },
        connected: { en: 'Connected with', zh: '有联系' },
      },
      { label: { en: 'Form', zh: '类型' }, level: 'public', required: true },
    ),
    other: ref('organisation', { label: { en: 'Other organisation', zh: '另一机构' }, level: 'public' }),
    person: ref('person', { label: { en: 'Person', zh: '人员' }, level: 'public' }),
    remark: text({ label: { en: 'Remark', zh: '说明' }, level: 'member', max: 500 }),
  },
  list: ['organisation', 'form', 'other', 'person', 'from', 'to'],
  filters: ['form'],
  access: {
    // A relation is seen by those who see all that it ties together.
    read: (viewer) =>
      all(
        some('organisation', organisation.access.read(viewer)),
        any(not(present('other')), some('other', organisation.access.read(viewer))),
        any(not(present('person')), some('person', person.access.read(viewer))),
      ),
  },
  own: ofOwn('organisation'),
});
