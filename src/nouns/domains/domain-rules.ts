import { texts } from '../../language/texts.ts'
import type { Rule } from '../../model/rule.ts'
import { generalRules } from '../checks/general-rules.ts'
import { labelsOf } from './domain-labels.ts'
import type { Domain } from './domain-schema.ts'

const verbs =
  '應對|应对|加強|加强|深化|推動|推动|推進|推进|促進|促进|完善|改善|提升|提高|共建|共同|攜手|携手|支持|開展|开展|建立|擴大|扩大|發揮|发挥|落實|落实|探討|探讨|鞏固|巩固|高水平|進一步|进一步|後疫情|后疫情|疫情下'
const verb = new RegExp(`^(?:${verbs})`)
const activities = 'training|banking|engineering|nursing|housing|planning|manufacturing|testing'
const beginnings =
  'to|how|in|after|under|with|improve|strengthen|promote|deepen|enhance|develop|establish|expand|facilitate|implement'
/** Matches a label that begins like a sentence of a paper, has the marks of one, or is as long as one. */
const sentences = {
  en: new RegExp(
    [
      '[.,;:!?]',
      `^(?!(?:${activities})\\b)\\w+ing (?:the|of|a|an|with|for|to|co-?operation|exchange)\\b`,
      `^(?:${beginnings}) `,
      '\\b(?:will|shall|should|must)\\b',
      '(?:\\S+\\s+){6}\\S',
    ].join('|'),
    'i',
  ),
  zh: new RegExp(['[，。；：！？,;:!?]', verb.source, '時代|时代', '.{11}'].join('|'), 'u'),
}

const labelIsSentence: Rule<Domain> = {
  name: 'label-is-sentence',
  level: 'warning',
  why: texts(
    'A label is the name of the domain, as people type it; this one is a sentence or the heading of a paper.',
    '標籤應是範疇的名稱，即人們會輸入的字詞；此標籤是句子或文件標題。',
    '标签应是领域的名称，即人们会输入的字词；此标签是句子或文件标题。',
  ),
  find({ name, altLabels }) {
    const labels = labelsOf({ name, altLabels })
    return altLabels.flatMap(({ language, label }, at) => {
      const isSentence = sentences[language === 'en' ? 'en' : 'zh'].test(label)
      // A label of a verb and a name of the domain, such as 應對氣候變化 for 氣候變化, is another word for it.
      const isName = labels.some((other) => other === label.replace(verb, '') && other !== label)
      return isSentence && !isName ? [{ pointer: `/altLabels/${at}/label`, found: label }] : []
    })
  },
}

const labelOnTwoDomains: Rule<Domain> = {
  name: 'label-on-two-domains',
  level: 'warning',
  why: texts(
    'Another domain has the same label, so that whoever types it is sent to both.',
    '另一範疇有相同標籤，輸入此標籤的人會同時得到兩個範疇。',
    '另一领域有相同标签，输入此标签的人会同时得到两个领域。',
  ),
  find: ({ id, altLabels, name }, around) =>
    [
      ...Object.entries(name).map(([language, label]) => ({ pointer: `/name/${language}`, label })),
      ...altLabels.map(({ label }, at) => ({ pointer: `/altLabels/${at}/label`, label })),
    ].flatMap(({ pointer, label = '' }) =>
      around.named('domains', label).some((other) => other !== id) ? [{ pointer, found: label }] : [],
    ),
}

export const domainRules = [...generalRules, labelIsSentence, labelOnTwoDomains]
