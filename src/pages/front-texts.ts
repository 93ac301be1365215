import { texts } from '../http/problem-types.ts'

// What the front page says of any registry; what this one is about stands with its nouns.

export const titles = {
  registry: texts('The Regional Cooperation Registry', '區域合作登記冊', '区域合作登记册'),
}
