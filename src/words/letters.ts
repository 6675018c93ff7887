/** The letters that the platform writes, in every language of its catalogue. `{name}` stands for a value. */
const letters = {
  'opportunity-published': {
    en: ['Published: {title}', 'Your opportunity “{title}” is published.\n\n{site}/opportunities/{id}\n'],
    zh: ['已发布：{title}', '您的供需信息“{title}”已发布。\n\n{site}/opportunities/{id}\n'],
  },
  'opportunity-returned': {
    en: [
      'Please revise: {title}',
      'Your opportunity “{title}” was returned for the following reasons:\n\n{reasons}\n\n{note}\n\nRevise it here: {site}/opportunities/{id}\n',
    ],
    zh: [
      '请修改：{title}',
      '您的供需信息“{title}”因以下原因被退回：\n\n{reasons}\n\n{note}\n\n请在此修改：{site}/opportunities/{id}\n',
    ],
  },
  'interest-received': {
    en: [
      'Interest in: {title}',
      '{name} ({organisation}) is interested in “{title}” and writes:\n\n{message}\n\nAnswer: {email}\n{site}/opportunities/{id}\n',
    ],
    zh: [
      '合作意向：{title}',
      '{name}（{organisation}）对“{title}”感兴趣，留言如下：\n\n{message}\n\n回复：{email}\n{site}/opportunities/{id}\n',
    ],
  },
  'interest-confirmed': {
    en: [
      'We have your message about: {title}',
      'Thank you, {name}. The park’s international office has your message about “{title}” and will answer you.\n\nYou wrote:\n\n{message}\n\n{site}/opportunities/{id}\n',
    ],
    zh: [
      '已收到您的留言：{title}',
      '{name}，您好！园区国际合作部门已收到您关于“{title}”的留言，将尽快回复。\n\n您的留言：\n\n{message}\n\n{site}/opportunities/{id}\n',
    ],
  },
  invitation: {
    en: [
      'You are invited to {park}',
      '{name}, you are invited to {park}. Choose your password here within 7 days:\n\n{link}\n',
    ],
    zh: ['邀请您加入{park}', '{name}，您好！邀请您加入{park}。请在 7 天内通过以下链接设置密码：\n\n{link}\n'],
  },
  'password-reset': {
    en: [
      'Reset your password',
      'Somebody, probably you, asked to reset the password of this account. Choose a new one here within one hour:\n\n{link}\n\nIf it was not you, nothing needs to be done.\n',
    ],
    zh: [
      '重置密码',
      '有人（可能是您本人）请求重置此账号的密码。请在一小时内通过以下链接设置新密码：\n\n{link}\n\n如果不是您本人操作，请忽略此邮件。\n',
    ],
  },
} as const;

export type LetterName = keyof typeof letters;

export function letterText(
  name: LetterName,
  language: 'en' | 'zh',
  values: Record<string, string>,
): { subject: string; body: string } {
  const [subject, body] = letters[name][language];
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '').replace(/\n{3,}/g, '\n\n');
  return { subject: fill(subject), body: fill(body) };
}
