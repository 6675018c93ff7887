import { all, any, is, not, some } from '../filter/index.ts';
import { choice, data, day, file, flag, instant, integer, list, ref, text, words } from './field.ts';
import { ofOwn, record, staff } from './record.ts';
import { isStaff } from './viewer.ts';

export const opportunityKinds = {
  'technology-offer': { en: 'Technology offer', zh: '技术供给' },
  'technology-request': { en: 'Technology request', zh: '技术需求' },
  'business-offer': { en: 'Business offer', zh: '商务供给' },
  'business-request': { en: 'Business request', zh: '商务需求' },
  'research-request': { en: 'Research request', zh: '科研合作需求' },
} as const;

export const opportunityStatuses = {
  draft: { en: 'Draft', zh: '草稿' },
  submitted: { en: 'Submitted', zh: '待审核' },
  returned: { en: 'Returned', zh: '已退回' },
  published: { en: 'Published', zh: '已发布' },
  expired: { en: 'Expired', zh: '已过期' },
  withdrawn: { en: 'Withdrawn', zh: '已撤回' },
} as const;

export const partnerTypes = {
  company: { en: 'Company', zh: '企业' },
  'small-company': { en: 'Small or medium company', zh: '中小企业' },
  'large-company': { en: 'Large company', zh: '大型企业' },
  university: { en: 'University', zh: '高校' },
  institute: { en: 'Research institute', zh: '科研院所' },
  'public-body': { en: 'Public body', zh: '政府机构' },
  investor: { en: 'Investor', zh: '投资机构' },
  person: { en: 'Person', zh: '个人' },
} as const;

export const opportunity = record({
  name: 'opportunity',
  plural: 'opportunities',
  label: { one: { en: 'Opportunity', zh: '供需信息' }, many: { en: 'Offers and requests', zh: '供需信息' } },
  about: {
    en: 'What companies and institutions offer and what they look for.',
    zh: '企业和机构提供什么、需要什么。',
  },
  title: 'title',
  fields: {
    kind: choice(opportunityKinds, {
      label: { en: 'Kind', zh: '类别' },
      level: 'public',
      required: true,
      aka: ['type', '类型', '类别'],
    }),
    title: words({
      label: { en: 'Title', zh: '标题' },
      level: 'public',
      max: 256,
      aka: ['name', 'headline', '名称', '题目', 'Titel', 'titolo', '제목'],
    }),
    status: choice(opportunityStatuses, {
      label: { en: 'Status', zh: '状态' },
      level: 'public',
      system: true,
      initial: 'draft',
    }),
    organisation: ref('organisation', {
      label: { en: 'Organisation', zh: '机构' },
      level: 'public',
      aka: ['company', 'institution', '单位', '企业', 'Organisation', 'ente', '기관'],
    }),
    country: text({ label: { en: 'Country', zh: '国家' }, level: 'public', check: 'country', max: 2 }),
    summary: words({
      label: { en: 'Summary', zh: '摘要' },
      level: 'public',
      max: 500,
      long: true,
      aka: ['abstract', '简介'],
    }),
    description: words({
      label: { en: 'Description', zh: '详细说明' },
      level: 'public',
      max: 4000,
      long: true,
      aka: ['text', 'body', '描述', 'Beschreibung', 'descrizione', '설명'],
    }),
    advantages: words({
      label: { en: 'Advantages and innovation', zh: '优势与创新点' },
      help: { en: 'What is better than what others have', zh: '与同类相比的优势' },
      level: 'public',
      max: 2000,
      long: true,
    }),
    expertise: words({
      label: { en: 'Expertise sought or offered', zh: '专长要求' },
      level: 'public',
      max: 2000,
      long: true,
    }),
    partner: words({
      label: { en: 'Partner sought', zh: '期望的合作伙伴' },
      help: { en: 'Type and role of the partner', zh: '合作伙伴的类型和角色' },
      level: 'public',
      max: 4000,
      long: true,
    }),
    stage: integer({
      label: { en: 'Technology readiness', zh: '技术成熟度' },
      help: {
        en: '1 (basic principles) to 9 (proven in operation)',
        zh: '1（基本原理）到 9（实际应用验证）',
      },
      level: 'public',
      min: 1,
      max: 9,
      aka: ['trl', 'readiness', '成熟度'],
    }),
    stageEvidence: text({
      label: { en: 'Evidence of readiness', zh: '成熟度依据' },
      level: 'public',
      max: 1000,
      long: true,
    }),
    protection: choice(
      {
        secret: { en: 'Secret know-how', zh: '技术秘密' },
        pending: { en: 'Patent pending', zh: '专利申请中' },
        granted: { en: 'Patent granted', zh: '已授权专利' },
        copyright: { en: 'Copyright', zh: '著作权' },
        none: { en: 'None', zh: '无' },
      },
      { label: { en: 'Protection', zh: '知识产权' }, level: 'public' },
    ),
    protectionReferences: list({
      label: { en: 'Patent or other numbers', zh: '专利号等' },
      level: 'public',
      aka: ['patents'],
    }),
    codes: list({
      label: { en: 'Classification codes', zh: '分类代码' },
      help: { en: 'scheme:code, such as ipc:H01M10/0562', zh: '体系:代码，例如 ipc:H01M10/0562' },
      level: 'public',
      check: 'code',
    }),
    partners: list({ label: { en: 'Partner types', zh: '伙伴类型' }, level: 'public', values: partnerTypes }),
    countries: list({ label: { en: 'Target countries', zh: '目标国家' }, level: 'public', check: 'country' }),
    published: day({
      label: { en: 'Published', zh: '发布日期' },
      level: 'public',
      aka: ['date', 'published_date', '日期'],
    }),
    expires: day({
      label: { en: 'Open until', zh: '截止日期' },
      level: 'public',
      aka: ['deadline', 'close_date', '截止'],
    }),
    url: text({
      label: { en: 'Original page', zh: '原始页面' },
      level: 'public',
      check: 'url',
      max: 2000,
      aka: ['link', 'page_url'],
    }),
    picture: file({ label: { en: 'Picture', zh: '图片' }, level: 'public', picture: true }),
    attachment: file({ label: { en: 'Attachment', zh: '附件' }, level: 'public' }),
    contact: text({
      label: { en: 'Contact', zh: '联系方式' },
      help: { en: 'Held back: partners answer through this platform', zh: '不公开：伙伴通过本平台回复' },
      level: 'confidential',
      max: 1000,
      long: true,
    }),
    original: data({ label: { en: 'Original text', zh: '原文' }, level: 'confidential', system: true }),
    flags: list({ label: { en: 'For review', zh: '审核提示' }, level: 'confidential', system: true }),
    languageDetected: flag({
      label: { en: 'Language detected', zh: '语言为自动识别' },
      level: 'member',
      system: true,
    }),
    submittedAt: instant({ label: { en: 'Submitted', zh: '提交时间' }, level: 'confidential', system: true }),
    extended: flag({ label: { en: 'Extended', zh: '已延期' }, level: 'confidential', system: true }),
  },
  list: ['title', 'kind', 'organisation', 'country', 'stage', 'published', 'expires'],
  filters: ['kind', 'status', 'country', 'stage', 'protection', 'codes', 'partners', 'published'],
  sorts: ['published', 'title', 'expires', 'stage', 'submittedAt'],
  access: {
    read: (viewer) =>
      isStaff(viewer) ? staff(viewer) : any(is('status', 'published'), ofOwn('organisation')(viewer)),
    create: (viewer) => (isStaff(viewer) ? staff(viewer) : ofOwn('organisation')(viewer)),
    // What is published is withdrawn before it is changed, so that visitors read only what was reviewed.
    update: (viewer) =>
      isStaff(viewer) ? staff(viewer) : all(ofOwn('organisation')(viewer), not(is('status', 'published'))),
    delete: (viewer) =>
      isStaff(viewer)
        ? staff(viewer)
        : all(ofOwn('organisation')(viewer), is('status', 'draft', 'returned', 'withdrawn')),
  },
  own: ofOwn('organisation'),
  granted: (viewer) => some('interests', all(is('account', viewer.user ?? ''), is('status', 'introduced'))),
});
