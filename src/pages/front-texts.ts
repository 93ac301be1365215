import { texts } from '../http/problem-types.ts'

// What the front page says of any registry; what this one is about stands with its nouns.

export const titles = {
  registry: texts('The Regional Cooperation Registry', '區域合作登記冊', '区域合作登记册'),
  doors: texts('Where to go', '入口', '入口'),
}

export const holdings = texts('What it holds', '收錄內容', '收录内容')
