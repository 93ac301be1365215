import { texts } from '../../language/texts.ts'
import type { LocalizedText } from '../../model/fields.ts'
import type { Rule } from '../../model/rule.ts'
import { generalRules } from '../checks/general-rules.ts'
import { looksLikeAnother } from '../checks/likeness-rule.ts'
import type { Organization } from './organization-schema.ts'

const anyOf = (...parts: string[]) => new RegExp(parts.join('|'), 'u')
const bodies =
  'governments|departments|bureaux|authorities|bodies|parties|sides|participants|enterprises|companies|universities|counterparts'
const descriptions = {
  en: anyOf(
    '\\bbody (?:of|for|in|from)\\b',
    // A small letter, unless a capital follows it, as in names of brands.
    '^[a-z](?![A-Z])\\S* ',
    '^(?:A|An|Some|Various|Several|Other|All|Relevant|Certain|Unnamed) ',
    '\\b(?:relevant|concerned|various|several|related|unnamed|unspecified|respective|responsible)\\b',
    `\\b(?:${bodies})\\b(?! (?:association|federation|council|union))`,
  ),
  zh: anyOf(
    '有關|有关|相關|相关|若干|某|負責|负责|主管部門|主管部门',
    '各(?!界)',
    '等(?:部門|部门|機構|机构|單位|单位|$)',
    '^(?:內地|内地)(?:部門|部门|機構|机构|當局|当局)',
  ),
}

const nameDescribes: Rule<Organization> = {
  name: 'name-describes',
  level: 'warning',
  why: texts(
    'The name reads like a description and not like what the body calls itself; it may be several bodies, or one that stands already.',
    '名稱像是描述，而非機構本身的名稱；所指可能是數個機構，或已有記錄的機構。',
    '名称像是描述，而非机构本身的名称；所指可能是数个机构，或已有记录的机构。',
  ),
  find({ name }) {
    return Object.entries(name).flatMap(([language, words = '']) =>
      descriptions[language === 'en' ? 'en' : 'zh'].test(words) ? [{ pointer: `/name/${language}`, found: words }] : [],
    )
  },
}

const parentMissing: Rule<Organization> = {
  name: 'parent-missing',
  level: 'warning',
  why: texts(
    'A bureau or department belongs to a government, and a group to a mechanism or a body; none is given.',
    '局或部門隸屬政府，小組隸屬機制或機構；此處沒有填寫。',
    '局或部门隶属政府，小组隶属机制或机构；此处没有填写。',
  ),
  find: ({ kind, parent, mechanism }) =>
    (/bureau|department/.test(kind) && parent === null) || (/group|task-force/.test(kind) && !mechanism && !parent)
      ? [{ pointer: '/parent', found: kind }]
      : [],
}

/** English names by their words, in whatever order and with whatever small words: Bureau of Justice of X, X Justice Bureau. */
const bagOf = (name: LocalizedText) =>
  (name.en ?? '')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => !/^(?:of|the|and|for|in|s|)$/.test(word))
    .sort()
    .join(' ')

/** The orders in which a body's name stands in English: its place first, or last. */
function turned(name: string): string[] {
  const [, kind, rest] = /^(.+?) of (.+)$/.exec(name) ?? []
  const [, subject, place] = /^(.+) of (.+)$/.exec(rest ?? '') ?? []
  return [
    name,
    name.replace(/^the /i, ''),
    name.replace(/\s*\(.*\)$/, ''),
    ...(kind && rest ? [`${rest} ${kind}`] : []),
    ...(kind && subject && place ? [`${place} ${subject} ${kind}`, `${place} ${kind} of ${subject}`] : []),
  ]
}

const namesOf = ({ name, formerNames = [], otherNames = [] }: Organization) => {
  const known = [name, ...formerNames.map((one) => one.name), ...otherNames.map((one) => one.name)]
  return known.flatMap((one) => Object.values(one)).filter((text) => text !== undefined)
}

/** Two of one name in different places, or one the parent of the other, are two. */
const likeness = looksLikeAnother<Organization>({
  names: (document) => namesOf(document).flatMap(turned),
  isLike: (a, b) => {
    if (a.parent === b.id || b.parent === a.id) return false
    if (a.region && b.region && a.region !== b.region) return false
    return a.side === b.side || bagOf(a.name) === bagOf(b.name)
  },
})

export const organizationRules = [...generalRules, nameDescribes, parentMissing, likeness]
