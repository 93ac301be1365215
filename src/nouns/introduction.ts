import { texts } from '../language/texts.ts'
import type { Nouns } from '../model/noun.ts'

// The introduction to this registry, and ways into it that show well.

export const registryName = texts('The Regional Cooperation Registry', '區域合作登記冊', '区域合作登记册')

export const intro = texts(
  'What Hong Kong and the Mainland’s regions have agreed: the standing cooperation mechanisms, their meetings, the areas of consensus, the documents signed and who signed them, each fact with the source that states it. What a source declares and what is itemised are kept apart, and what is uncertain is shown.',
  '香港與內地各地區議定了甚麼：常設合作機制、歷次會議、共識範疇、所簽署的文件及簽署方，每項事實均註明出處。來源公布的數目與逐項列明的內容分開記錄；不確定之處如實顯示。',
  '香港与内地各地区议定了什么：常设合作机制、历次会议、共识领域、所签署的文件及签署方，每项事实均注明出处。来源公布的数目与逐项列明的内容分开记录；不确定之处如实显示。',
)

/** Requests that show what can be asked, in the language of the contract. */
export const questions: { href: string; text: string }[] = [
  {
    href: '/v1/agreements?domain=finance&party=cn-sh',
    text: 'What was agreed with Shanghai on finance, and where does it say so?',
  },
  { href: '/v1/agreements?organization=hk-health-bureau', text: 'What has the Health Bureau signed?' },
  { href: '/v1/search?q=金融', text: 'Where does 金融 stand in the registry, in either script?' },
  { href: '/v1/reconciliation?status=short', text: 'Where do sources declare more documents than they list?' },
  { href: '/v1/gaps?kind=silent-mechanism', text: 'Which mechanisms have not met for years?' },
]

/** The same in plain words for machines. */
export const machines = (nouns: Nouns, at: (path: string) => string) => `# ${registryName.en}

> What Hong Kong and the Mainland's regions have agreed: mechanisms, meetings, areas of consensus, signed documents, signatories, each fact with its source.

- Contract: ${at('/openapi.json')} (OpenAPI 3.1). Index: ${at('/v1')}. Every list is \`GET ${at('/v1/<noun>')}\`, every record \`GET ${at('/v1/<noun>/{id}')}\`.
- Nouns: ${[...nouns.keys()].join(', ')}.
- Texts come as objects with en, zh-Hant and zh-Hans; \`origins\` says which words are official, reported, translated or converted.
- Dates keep the precision of the source: 2024, 2024-05 or 2024-05-31.
- \`claims\` of a meeting are what sources declare; the records are what is itemised. They may differ.
- Filters: repeat a parameter for OR, \`.all\` for AND, \`.not\` to exclude. Follow \`next\` with \`cursor\`; never count pages.
- Errors are application/problem+json and name every violation.

## Examples
- ${at('/v1/agreements?party=cn-sh&domain=finance')}
- ${at('/v1/search?q=金融')}
- ${at('/v1/reconciliation?status=short')}
- ${at('/v1/changes?after=now')}
- ${at('/v1/meetings/shanghai-2024-04?include=mechanism&include=citations.source')}
- ${at('/v1/agreements?mechanism=none&year=2024')}
`

/** The nouns of the home page: the one whose records lead into the rest, and the one of which it shows the newest. */
export const onHomePage = { gates: 'mechanisms', newest: 'agreements' }

/** Why the records of the first start are there. */
export const seedReason = texts(
  'The public record that the registry comes with',
  '登記冊隨附的公開記錄',
  '登记册随附的公开记录',
)
