import { type Draw, drawFrom, randomFrom } from './random.ts'
import { actions, formerSubjects, kinds, sentences, subjects, syllables, type Word } from './words.ts'

/** The records that generated agreements refer to, from the seeds and generated, the most referred to first. */
export interface Ground {
  domains: { id: string; name: { en?: string; 'zh-Hant'?: string } }[]
  mechanisms: { id: string; region: string; meetings: { id: string; date: string }[] }[]
  organizations: { hk: Body[]; mainland: Body[] }
  regions: string[]
  sources: string[]
}
export interface Body {
  id: string
  side: string
  name: { en?: string; 'zh-Hant'?: string }
}

const seed = 20_261_124
const firstYear = 1998
const lastYear = 2026
const formerUntil = 2004

/** The nth agreement depends on n alone, so that a larger data set begins with the smaller one. */
export function agreementAt(n: number, ground: Ground, toSimplified: (text: string) => string): object {
  const draw = drawFrom(randomFrom(seed + n))
  const signedOn = date(draw)
  const year = Number(signedOn.slice(0, 4))
  const subject = year < formerUntil && draw.chance(0.7) ? draw.frequent(formerSubjects) : subjectOf(draw, ground)
  const action = draw.frequent(actions)
  const name = properName(draw)
  const [type, kindEn, kindZh] = draw.frequent(kinds)
  const hk = draw.frequent(ground.organizations.hk)
  const mainland = draw.frequent(ground.organizations.mainland)
  const mechanism = draw.chance(0.6) ? draw.frequent(ground.mechanisms) : undefined
  const meeting = mechanism?.meetings.find(({ date }) => date.startsWith(signedOn.slice(0, 4)))
  const zh = `${textZh(hk)}與${textZh(mainland)}關於${name[1]}${subject[1]}${action[1]}的${kindZh}`
  const summary = [draw.any(sentences), draw.any(sentences)]
  const fill = (text: string, language: 0 | 1) =>
    text.replace('{subject}', subject[language]).replace('{action}', action[language]).replace('{name}', name[language])
  const summaryZh = summary.map(([, text]) => fill(text, 1)).join('')
  const title = `${kindEn} between ${textEn(hk)} and ${textEn(mainland)} on ${name[0]} ${subject[0]}: ${action[0]}`
  return {
    id: `generated-${signedOn}-${n}`,
    title: { en: title, 'zh-Hant': zh, ...(draw.chance(0.4) && { 'zh-Hans': toSimplified(zh) }) },
    origins: { en: 'reported', 'zh-Hant': 'reported' },
    type,
    typeAsStated: kindZh,
    status: draw.chance(0.8) ? 'signed' : 'in-effect',
    signedOn,
    mechanism: mechanism?.id ?? null,
    meeting: meeting?.id ?? null,
    parties: ['cn-hk', mechanism?.region ?? draw.frequent(ground.regions)],
    signatories: [hk, mainland].map(({ id, side }) => ({ organization: id, side })),
    domains: [...new Set([draw.frequent(ground.domains).id, draw.frequent(ground.domains).id])],
    domainBasis: draw.chance(0.7) ? 'stated' : 'inferred',
    countedInClaims: draw.chance(0.8),
    confidence: draw.chance(0.7) ? 'high' : 'medium',
    identifiers: [{ scheme: 'generated', value: String(n) }],
    summary: { en: summary.map(([text]) => fill(text, 0)).join(' '), 'zh-Hant': summaryZh },
    citations: [
      { source: draw.frequent(ground.sources), locator: `para ${1 + draw.below(60)}` },
      { source: draw.any(ground.sources), locator: `page ${1 + draw.below(9)}`, fields: ['/signedOn', '/signatories'] },
    ],
  }
}

/** Later years hold more; one date in ten is of less than day precision. */
function date(draw: Draw): string {
  const span = lastYear - firstYear + 1
  const year = firstYear + Math.max(draw.below(span), draw.below(span))
  const month = String(1 + draw.below(year === lastYear ? 10 : 12)).padStart(2, '0')
  const day = String(1 + draw.below(28)).padStart(2, '0')
  return draw.chance(0.9) ? `${year}-${month}-${day}` : draw.chance(0.5) ? `${year}-${month}` : String(year)
}

function subjectOf(draw: Draw, { domains }: Ground): Word {
  if (draw.chance(0.6)) return draw.frequent(subjects)
  const { name } = draw.frequent(domains)
  return [name.en ?? '', name['zh-Hant'] ?? '']
}

function properName(draw: Draw): Word {
  const parts = [draw.any(syllables), draw.any(syllables), draw.any(syllables)]
  const en = parts.map(([text]) => text).join('')
  return [en.charAt(0).toUpperCase() + en.slice(1), parts.map(([, text]) => text).join('')]
}

const textEn = ({ id, name }: Body) => name.en ?? id
const textZh = ({ name }: Body) => name['zh-Hant'] ?? name.en ?? ''
