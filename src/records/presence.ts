import { some } from '../filter/index.ts';
import { choice, ref, text } from './field.ts';
import { organisation } from './organisation.ts';
import { ofOwn, record } from './record.ts';

export const presence = record({
  name: 'presence',
  plural: 'presences',
  label: { one: { en: 'Presence', zh: '驻点' }, many: { en: 'Presences', zh: '驻点' } },
  about: { en: 'An organisation at a place, from when to when.', zh: '机构在某地的驻留及起止时间。' },
  title: 'form',
  dated: true,
  fields: {
    organisation: ref('organisation', {
      label: { en: 'Organisation', zh: '机构' },
      level: 'public',
      required: true,
    }),
    place: ref('place', { label: { en: 'Place', zh: '地点' }, level: 'public', required: true }),
    form: choice(
      {
        headquarters: { en: 'Headquarters', zh: '总部' },
        branch: { en: 'Branch', zh: '分支机构' },
        'research-centre': { en: 'Research centre', zh: '研发中心' },
        incubatee: { en: 'Incubated', zh: '在孵' },
        factory: { en: 'Factory', zh: '工厂' },
      },
      { label: { en: 'Form', zh: '类型' }, level: 'public', required: true },
    ),
    address: text({ label: { en: 'Street address', zh: '详细地址' }, level: 'member', max: 300 }),
  },
  list: ['organisation', 'form', 'place', 'from', 'to'],
  filters: ['form'],
  access: { read: (viewer) => some('organisation', organisation.access.read(viewer)) },
  own: ofOwn('organisation'),
});
