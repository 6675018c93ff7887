import { always, some } from '../filter/index.ts';
import { choice, ref, text } from './field.ts';
import { ofOwn, record, staff } from './record.ts';
import { isStaff } from './viewer.ts';

export const interest = record({
  name: 'interest',
  plural: 'interests',
  label: {
    one: { en: 'Expression of interest', zh: '合作意向' },
    many: { en: 'Expressions of interest', zh: '合作意向' },
  },
  about: { en: 'Somebody answers an offer or a request.', zh: '有人对某条供需信息表达了意向。' },
  title: 'name',
  fields: {
    opportunity: ref('opportunity', {
      label: { en: 'Opportunity', zh: '供需信息' },
      level: 'public',
      required: true,
    }),
    name: text({ label: { en: 'Name', zh: '姓名' }, level: 'confidential', required: true, max: 200 }),
    organisation: text({ label: { en: 'Organisation', zh: '机构' }, level: 'confidential', max: 300 }),
    email: text({
      label: { en: 'E-mail', zh: '电子邮箱' },
      level: 'confidential',
      required: true,
      check: 'email',
      max: 254,
    }),
    language: text({
      label: { en: 'Language', zh: '语言' },
      level: 'confidential',
      check: 'language',
      max: 20,
    }),
    message: text({
      label: { en: 'Message', zh: '留言' },
      level: 'confidential',
      required: true,
      max: 4000,
      long: true,
    }),
    status: choice(
      {
        new: { en: 'New', zh: '新' },
        answered: { en: 'Answered', zh: '已答复' },
        introduced: { en: 'Introduced', zh: '已引荐' },
        declined: { en: 'Declined', zh: '已谢绝' },
      },
      { label: { en: 'Status', zh: '状态' }, level: 'public', initial: 'new' },
    ),
    account: text({ label: { en: 'Account', zh: '账号' }, level: 'confidential', system: true }),
  },
  list: ['name', 'organisation', 'opportunity', 'status', 'createdAt'],
  filters: ['status'],
  access: {
    read: (viewer) => (isStaff(viewer) ? always : some('opportunity', ofOwn('organisation')(viewer))),
    create: staff,
  },
  own: (viewer) => some('opportunity', ofOwn('organisation')(viewer)),
});
