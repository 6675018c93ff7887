import type { Language } from './index.ts';

/**
 * Drafts of what a park must say of itself, used until it writes its own. Blank lines part paragraphs; a line that
 * begins with `## ` is a heading.
 */
export const legal: Record<'imprint' | 'privacy' | 'terms', Record<Language, string>> = {
  imprint: {
    en: `This is a draft. The park that runs this site has not yet written who it is. Before the site goes public, an administrator replaces this text under Administration.

## What belongs here

- Name and legal form of the body that runs the site
- Postal address, e-mail and telephone
- Who represents it, and where it is registered, with the number
- Who answers for the content
- In China: the ICP filing number and the public security filing number`,
    zh: `本页为草稿。运营本网站的园区尚未填写其主体信息。网站公开前，请管理员在“管理”中替换本文。

## 此处应写明

- 网站主办单位的名称和性质
- 通信地址、电子邮箱和电话
- 法定代表人，登记机关和登记号
- 内容负责人
- 在中国：ICP 备案号和公安联网备案号`,
  },
  privacy: {
    en: `This is a draft that describes what the software does. The park that runs this site adds who is responsible, on what legal grounds, and how long data are kept, and has it checked before the site goes public.

## Visiting

The site sets no cookies for visitors, except two that you cause yourself: the choice of light or dark (one year), and a note that is shown once after you have sent a form (one minute). Nothing is loaded from other sites, and nobody counts or follows visitors. The network address of a request is kept in memory for some minutes to limit abuse.

## Signing in

Accounts are made by invitation. Of an account we keep name, e-mail address, language, role and organisation, a digest of the password, and the sessions with time, network address and browser, so that they can be revoked. Signing in sets one cookie that holds the session and nothing else.

## “I’m interested”

What you write in the form (name, e-mail address, organisation, language, message) is stored and reaches the park’s office, which passes it to the people behind the offer or request. They see it once you are introduced.

## People in records

A person is shown in public only with recorded consent. Contact data of organisations are seen by the organisation and the park only.

## History

Every change of a record is kept with who made it and when. Where personal data are erased, the history keeps that something was erased, and nothing of what it was.

## Your rights

You may ask what is stored about you, have it corrected, taken along or erased, and complain to the authority for data protection. Write to the address in the imprint.`,
    zh: `本页为草稿，说明本软件如何处理数据。运营本网站的园区应补充个人信息处理者、法律依据和保存期限，并在网站公开前请专业人员审核。

## 访问

本网站不为访客设置 Cookie，仅有两项由您的操作产生：浅色或深色外观的选择（一年），以及提交表单后一次性显示的提示（一分钟）。页面不从其他网站加载任何内容，不统计也不跟踪访客。为防止滥用，请求的网络地址会在内存中保留数分钟。

## 登录

账号通过邀请建立。账号信息包括姓名、电子邮箱、语言、角色和所属机构，密码的摘要，以及登录会话的时间、网络地址和浏览器，以便随时注销。登录时设置一个仅用于会话的 Cookie。

## “我有兴趣”

您在表单中填写的内容（姓名、电子邮箱、机构、语言、留言）会被保存并送达园区工作人员，由其转交供需信息的发布方。在引荐之后对方方可看到。

## 记录中的个人

只有在记录了本人同意后，个人信息才会公开显示。机构的联系方式仅机构自身和园区可见。

## 历史记录

记录的每次更改都会保留更改人和时间。个人信息被抹除后，历史中只保留“已抹除”这一事实，不保留内容。

## 您的权利

您可以查询、更正、复制、转移或删除您的个人信息，并可向有关主管部门投诉。请按网站声明中的地址与我们联系。`,
  },
  terms: {
    en: `This is a draft. The park that runs this site adapts it and has it checked before the site goes public.

## What this site is

Organisations publish what they offer and what they look for; the park reviews it, and brings together those who fit. The park is no party to what they agree with each other.

## What is published

Whoever publishes answers for what is said, and for having the right to say it. The park returns or withdraws what is untrue, unlawful, advertising, or not of the kind that is published here. Translations that are marked as made by machine may be wrong; the original counts.

## Matches

Matches are computed from the texts and shown with the words that brought them together. They are hints and no recommendation.

## Messages

Messages through the form are for answering an offer or a request. Advertising and automatic sending are not allowed.

## Export control

Whoever takes an introduction further sees to the rules on export control and sanctions that hold for both sides.`,
    zh: `本页为草稿。运营本网站的园区应据实修改，并在网站公开前请专业人员审核。

## 本网站的作用

各机构在此发布供给和需求，园区进行审核，并为合适的双方牵线。园区不是双方协议的当事人。

## 发布内容

发布方对内容的真实性以及发布权利负责。对不实、违法、广告性或不属于本平台发布范围的内容，园区将退回或撤下。标注为机器翻译的译文可能有误，以原文为准。

## 匹配

匹配结果由文本计算得出，并附上匹配的词语。匹配仅供参考，不构成推荐。

## 留言

表单留言仅用于回应供给或需求。禁止广告和自动发送。

## 出口管制

进一步合作的双方应遵守各自适用的出口管制和制裁规定。`,
  },
};
