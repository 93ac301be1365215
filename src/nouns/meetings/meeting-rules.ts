import { texts } from '../../language/texts.ts'
import type { Rule } from '../../model/rule.ts'
import { ordinalsOfOccasion } from '../../text/ordinals.ts'
import { generalRules } from '../checks/general-rules.ts'
import { announcedWhy, onlyEarlierSources } from '../checks/source-rules.ts'
import type { Meeting } from './meeting-schema.ts'

const ordinalUnfit: Rule<Meeting> = {
  name: 'ordinal-unfit',
  level: 'error',
  why: texts(
    'The name states a number of the session that `ordinal` does not give, or gives otherwise.',
    '會議名稱載有屆次，但 `ordinal` 沒有填寫，或所填不同。',
    '会议名称载有届次，但 `ordinal` 没有填写，或所填不同。',
  ),
  find({ name, ordinal }) {
    return Object.entries(name)
      .flatMap(([language, words = '']) => {
        // Words in brackets name another occasion, such as the forum beside which a conference was held.
        const stated = ordinalsOfOccasion(words.replace(/[(（][^()（）]*[)）]/g, ''))
        const fits = stated.length === 0 || (ordinal !== null && stated.includes(ordinal))
        return fits ? [] : [{ pointer: '/ordinal', found: `${language}: ${words}` }]
      })
      .slice(0, 1)
  },
}

const announcedOnly: Rule<Meeting> = {
  ...announcedWhy,
  find: (document, around, noun) => onlyEarlierSources(document, around, noun, { field: 'date', date: document.date }),
}

export const meetingRules = [...generalRules, ordinalUnfit, announcedOnly]
