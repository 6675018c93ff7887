import { always, some } from '../filter/index.ts';
import { choice, list, ref, text } from './field.ts';
import { ofOwn, record } from './record.ts';
import { isStaff } from './viewer.ts';

export const returnReasons = {
  'maturity-evidence': { en: 'Evidence of maturity is missing', zh: '缺少成熟度依据' },
  advantage: { en: 'The advantage over rivals is not clear', zh: '与同类相比的优势不清楚' },
  partner: { en: 'The partner sought is not described', zh: '未说明期望的合作伙伴' },
  description: { en: 'The description is too short or unclear', zh: '说明过短或不清楚' },
  title: { en: 'The title does not say what it is', zh: '标题未说明内容' },
  contact: { en: 'Contact data stand in public texts', zh: '公开文本中含有联系方式' },
  promotion: { en: 'Reads as advertising', zh: '内容像广告' },
  duplicate: { en: 'Already published', zh: '重复发布' },
  scope: { en: 'Outside what the park publishes', zh: '不属于园区发布范围' },
} as const;

export const review = record({
  name: 'review',
  plural: 'reviews',
  label: { one: { en: 'Review', zh: '审核' }, many: { en: 'Reviews', zh: '审核' } },
  about: { en: 'A broker’s decision on a submission.', zh: '经纪人对提交内容的决定。' },
  title: 'verdict',
  fields: {
    opportunity: ref('opportunity', {
      label: { en: 'Opportunity', zh: '供需信息' },
      level: 'public',
      required: true,
    }),
    verdict: choice(
      { published: { en: 'Published', zh: '已发布' }, returned: { en: 'Returned', zh: '已退回' } },
      { label: { en: 'Verdict', zh: '结论' }, level: 'public', required: true },
    ),
    reasons: list({ label: { en: 'Reasons', zh: '原因' }, level: 'public', values: returnReasons }),
    note: text({ label: { en: 'Note', zh: '说明' }, level: 'public', max: 2000, long: true }),
    reviewer: text({
      label: { en: 'Reviewer', zh: '审核人' },
      level: 'confidential',
      max: 200,
      system: true,
    }),
  },
  list: ['opportunity', 'verdict', 'reasons', 'createdAt'],
  filters: ['verdict'],
  access: {
    read: (viewer) => (isStaff(viewer) ? always : some('opportunity', ofOwn('organisation')(viewer))),
  },
});
