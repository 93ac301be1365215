import { language } from './fields.ts'

/** The parameter `lang` where an answer has labels. */
export const langOfLabels = language
  .optional()
  .describe('Language of the labels that the registry chooses; without it `Accept-Language`.')
  .meta({ example: 'en' })

/** The parameter `lang` where an answer has none, and only a problem has words. */
export const langOfProblems = language
  .optional()
  .describe('Language of problems; without it `Accept-Language`.')
  .meta({ example: 'en' })
