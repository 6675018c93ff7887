import { any, is } from '../filter/index.ts';
import { day, flag, list, ref, text } from './field.ts';
import { ofOwn, record, staff } from './record.ts';
import { isStaff } from './viewer.ts';

export const person = record({
  name: 'person',
  plural: 'people',
  label: { one: { en: 'Person', zh: '人员' }, many: { en: 'People', zh: '人员' } },
  about: {
    en: 'People who speak for an organisation. Public only with their recorded consent.',
    zh: '机构的代表人员。只有在记录了本人同意后才公开。',
  },
  title: 'name',
  fields: {
    name: text({ label: { en: 'Name', zh: '姓名' }, level: 'public', required: true, max: 200 }),
    organisation: ref('organisation', { label: { en: 'Organisation', zh: '机构' }, level: 'public' }),
    role: text({
      label: { en: 'Role', zh: '职务' },
      level: 'public',
      max: 200,
      aka: ['position', 'job_title', '职位'],
    }),
    country: text({ label: { en: 'Country', zh: '国家' }, level: 'public', check: 'country', max: 2 }),
    languages: list({ label: { en: 'Languages', zh: '语言' }, level: 'public', check: 'language' }),
    orcid: text({ label: { en: 'ORCID', zh: 'ORCID' }, level: 'public', check: 'orcid', max: 40 }),
    email: text({ label: { en: 'E-mail', zh: '电子邮箱' }, level: 'confidential', check: 'email', max: 254 }),
    phone: text({ label: { en: 'Telephone', zh: '电话' }, level: 'confidential', max: 60 }),
    consent: flag({
      label: { en: 'Agreed to be public', zh: '同意公开' },
      help: {
        en: 'Without consent only the organisation and the park see this person',
        zh: '未经同意，仅机构和园区可见',
      },
      level: 'public',
    }),
    consented: day({ label: { en: 'Agreed on', zh: '同意日期' }, level: 'confidential' }),
  },
  list: ['name', 'organisation', 'role', 'country'],
  filters: ['country', 'consent'],
  sorts: ['name'],
  access: {
    read: (viewer) =>
      isStaff(viewer) ? staff(viewer) : any(is('consent', true), ofOwn('organisation')(viewer)),
    create: (viewer) => (isStaff(viewer) ? staff(viewer) : ofOwn('organisation')(viewer)),
    update: (viewer) => (isStaff(viewer) ? staff(viewer) : ofOwn('organisation')(viewer)),
    delete: (viewer) => (isStaff(viewer) ? staff(viewer) : ofOwn('organisation')(viewer)),
  },
  own: ofOwn('organisation'),
});
