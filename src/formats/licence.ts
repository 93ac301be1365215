import { texts } from '../language/texts.ts'

/** The licence of the record, without the software. */
export const recordLicence = { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' }

/** The licence of the software. */
export const softwareLicence = { name: 'MIT', url: 'https://opensource.org/license/mit' }

/** The words before the name of the licence. */
export const licenceWords = texts(
  'The record may be used under',
  '本登記冊的內容可按以下授權條款使用：',
  '本登记册的内容可按以下许可协议使用：',
)

/** The heading of what tells of the licence. */
export const licenceHeading = texts('Licence', '授權條款', '许可协议')

const named = `${recordLicence.name}, ${recordLicence.url}`

/** The licence of the record in a sentence. */
export const recordTerms = texts(
  `${licenceWords.en} ${named}`,
  `${licenceWords['zh-Hant']}${named}`,
  `${licenceWords['zh-Hans']}${named}`,
)

/** The header `Link` of an answer that has no room for the licence. */
export const licenceLink = `<${recordLicence.url}>; rel="license"`
