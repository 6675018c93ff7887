import type { Language } from './types.ts';

// Function words and the phrases of courtesy that offers and requests open with ("we are looking for"):
// they say nothing about the subject. Kept as written, lower case, without elided parts.
const lists: Record<Language, string> = {
  en: `a about above after again against all also although always am among an and another any are around as at away
be because been before being below between both but by can cannot could did do does doing done down during e.g. each
either enough etc even ever every few for from further get gets had has have having he her here hers herself him
himself his how however i i.e. if in into is it its itself just let like ll may me might more moreover most much must
my myself neither no nor not of off often on once one only onto or other others ought our ours ourselves out over own
per rather re s same seek seeking seeks she should since so some such t than that the their theirs them themselves then
there thereby therefore these they this those through thus to together too toward towards under until up upon us very
via was we were what when where whereas whereby wherein which while who whom whose why will with within without would
yet you your yours yourself looking look able many well via don doesn isn aren wasn weren won ve`,
  de: `ab aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim bereits
bis da dabei dadurch dafür daher damit dann daran darauf daraus das dass davon dazu dein dem den denen denn der deren
des dessen die dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer eines einige einigen
er es etwa etwas euch euer für gegen gibt habe haben hat hatte hätte hier hin hinter ich ihm ihn ihnen ihr ihre ihrem
ihren ihrer ihres im in indem ins ist ja je jede jedem jeden jeder jedes jedoch jene kann kein keine keinem keinen
keiner können könnte man mehr mein meine mich mit mittels möchte möchten muss müssen nach nicht nichts noch nun nur ob
oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so sodass sogar solche solchen sollen sollte sollten
somit sondern sowie statt suchen sucht über um und uns unser unsere unserem unseren unserer unter viel viele vom von vor
während war waren was weg weil welche welchem welchen welcher welches wenn wer werden wie wieder wird wir wo wobei wurde
wurden würde zu zum zur zwar zwischen z.b bzw bzw. wann warum hatten wessen wem wen wurde worden geworden außerdem künftig oft soll selbst eigen eigene eigenem eigenen eigener eigenes bisher bisherige
bisherigen bisheriger bisheriges derjenige diejenige diejenigen jedoch zudem gesucht gesuchte benötigen benötigt braucht brauchen kaum
ohnehin deshalb daher dazu darüber hierfür dafür wäre wären würden dürfen darf wollen will wollte mag bevor weiterhin solange sobald falls bislang`,
  it: `a abbia abbiamo ad agli ai al alla alle allo anche ancora anzi avere aveva c che chi ci ciò circa coi col come con
contro cosa così cui d da dagli dai dal dalla dalle dallo degli dei del dell della delle dello dentro deve devono di
dopo dove due durante e è ed era erano essere essi fra già gli ha hanno i il in inoltre io l la le lei li lo loro lui
ma me mediante mentre mi mia mio molto ne né negli nei nel nell nella nelle nello noi non nostra nostre nostri nostro
o od ogni oltre oppure per perché però più poi presso può possono qual quale quali quando quanto quasi quella quelle
quelli quello questa queste questi questo qui se sé sembra senza si sia siamo siano solo sono sotto sta stata state
stati stato su sua sue sugli sui sul sulla sulle sullo suo suoi tale tali tra tramite tu tutte tutti tutto un una uno
vi via viene vengono voi cerchiamo cerca cercasi cerco ricerca quanti quante quanta dell all dall sull vorremmo vogliamo vuole vogliono dobbiamo devono deve dovrebbe possiamo potrebbe potere poter
occorre occorrono serve servono interessa interessano sanno sapere sappiamo facciamo fanno fare fa essendo avendo dando avremmo saremmo quindi infine
ciascuno ciascuna ciascun qualche ormai nemmeno neanche neppure possa possano vorrei vorrebbe vorrebbero dovrei
dovrebbero dovremmo potrebbero potremmo stanno sto vanno va vado tutta pochissimo pochissima pochissimi pochissime stesso stessa stessi stesse proprio propria propri proprie`,
  fr: `à afin ai ainsi alors au aucun aucune auquel aura aussi autre autres aux avait avant avec avoir ayant c car ce ceci
cela celle celles celui cependant ces cet cette ceux chaque chez ci comme comment d dans de déjà depuis des désormais
deux doit doivent donc dont du elle elles en encore entre est et étaient était étant été être eu eux fait fois font
hors il ils j je jusqu jusque l la là laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui m ma mais
me même mêmes mes moins mon n ne ni non nos notre nous on ont ou où par parce parmi pas pendant peu peut peuvent plus
plusieurs pour pourquoi près puis qu quand que quel quelle quelles quels qui quoi recherchons recherche s sa sans se
selon ses si sinon soit son sont sous sur ta te tel telle telles tels tes toi ton tous tout toute toutes très tu un une
vers voici voilà vos votre vous y cherchons cherche combien souhaitons souhaite souhaitent voulons veut veulent devons devrait pouvons pourrait faut besoin avons sommes
était également toutefois puisque afin dès lequel`,
  es: `a al algo algún alguna algunas alguno algunos ambos ante antes aquel aquella aquellos aquí así aún aunque bajo bien
buscamos busca buscan cada casi como cómo con contra cual cuál cuales cuáles cualquier cuando cuándo cuanto cuánto
cuántos cuántas cuya cuyo cuyos de debe deben del dentro desde donde dónde dos durante e el él ella ellas ellos en entre
era eran eres es esa esas ese eso esos esta está estaba estado están estar estas este esto estos fue fueron gran ha
había han hace hacia haciendo han hasta hay he la las le les lo los luego mas más me mediante mejor menos mi mientras
mis mismo mucha mucho muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros
para pero poco por porque pueda puede pueden pues que qué quién quien quienes se sea sean según ser si sí sido siempre
sin sino sobre solo sólo son su sus tal tales también tampoco tan tanto te tener tenía tiene tienen toda todas todo
todos tras tu tus un una unas uno unos usted y ya yo necesitamos necesita necesitan queremos quiere quieren debemos debería podemos podría hacer hace hacen tenemos somos estamos
además también mismo misma mismos mismas así aunque`,
  zh: `的 了 和 是 在 与 及 或 对 等 为 有 中 上 下 之 以 于 而 并 其 该 这 那 此 也 都 就 从 到 被 把 由 将 向 使 让 给
所 着 过 得 地 不 个 一 种 者 能 可 会 要 我 你 他 她 它 我们 你们 他们 它们 我司 本 本公司 贵 以及 或者 并且 而且 因此 所以 因为 如果
但是 但 然而 可以 能够 需要 希望 寻求 寻找 征集 求购 用于 通过 进行 采用 具有 一种 一个 其中 其他 相关 方面 以上 以下 之间 以便 为了
对于 关于 如何 什么 哪些 哪个 多少 谁 何时 哪里 怎么 怎样 为什么 已 已经 正在 目前 现 较 更 最 很 非常 十分 同时 此外 另外 还 又 只 仅 每
各 某 即 则 且 若 如 例如 比如 包括 吗 呢 吧 啊 们 来 去 说 想 请 您 这种 那种 这个 那个 这些 那些 有关 欢迎 现有`,
  ko: `및 또는 그리고 그러나 하지만 따라서 또한 그 이 저 것 수 등 위한 위해 통해 통한 대한 대해 관한 의한 의해 있는 있다 있습니다 없는
없이 하는 하고 하며 한 할 합니다 했다 된 되는 될 됩니다 되어 이러한 그러한 어떤 무엇 누구 언제 어디 어떻게 왜 얼마나 몇 더 가장 매우 모든 각
우리 저희 당사 찾고 찾습니다 구합니다 원합니다 필요합니다 필요로 있으며 있고 않는 않고 아닌 같은 때 중 후 전 내 를 을 은 는 이 가 의 에 에서
으로 로 와 과 도 만 까지 부터 보다 라는 라고 이라는 이라고 때문에 다른 다음 여러 및 인한 인해 따른 따라 따르면 만에 동안 경우 정도 이상 이하 미만 약 바로 함께 서로 아주 너무 다시 이미 아직 현재 최근 가능한 가능합니다 있도록 하도록 되도록 위하여 대하여 관하여 있을 없을 하는데 하려는데 하려는 하려 하면 하면서 하게 하지 했는데 되는데 되면 되게 되지 되려면 아니며 아니고 아니라 아니면 어느 며칠 모두 딱 데 다`,
};

const sets = Object.fromEntries(
  Object.entries(lists).map(([language, words]) => [language, new Set(words.split(/\s+/))]),
) as Record<Language, Set<string>>;

// Forms of there is (있다), there is not (없다), not (않다) and to wish (싶다): no noun begins with these syllables.
const auxiliary = /^[있없않싶]/u;

/** True for a lower-case word that carries no subject of its own. */
export const isStopWord = (word: string, language: Language): boolean =>
  sets[language].has(word) || (language === 'ko' && auxiliary.test(word));
