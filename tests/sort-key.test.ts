import fc from 'fast-check'
import t from 'tap'
import { sortKey } from '../src/text/sort-key.ts'
import { mixed } from './support/mixed-texts.ts'

const byKey = (one: string, other: string) => Buffer.compare(Buffer.from(sortKey(one)), Buffer.from(sortKey(other)))

t.test('sortKey', async (t) => {
  for (const [order, says] of [
    [['Session 2', 'Session 9', 'session 10', 'Session 010 A'], 'numbers by value'],
    [
      ['第二次會議', '第九次會議', '第十次会議', '第十一次會議', '第二十次會議', '第一百零二次會議'],
      'ordinals by value',
    ],
    [['First Plenary', '4th Plenary', 'Ninth Plenary', '10th Plenary', 'Twenty-first Plenary'], 'ordinals in English'],
    [['一九九七年', '二○○九年', '二〇一〇年'], 'years by value'],
    [['alpha', 'Beta', 'gamma', 'Éclair', 'zoo'].toSorted(byKey), 'letters'],
    [['Éclair', 'Edge', '“Egg”', 'egg and'], 'accents, case and marks passed over'],
    [['Care', 'Co-operation', 'Cooperative', 'Core'], 'hyphens passed over'],
    [['a b', 'ab', 'abc'], 'shorter words first'],
    [['9', 'a', 'z', 'あ', '一', '한'], 'numbers, letters, Chinese by place, other scripts by theirs'],
    [['丁', '上海', '中國', '北京', '廣東', '深圳', '澳門', '香港'], 'Chinese by radical and strokes'],
    [['計畫', '計算', '讠', '计'], 'a simplified radical after its own'],
    [['𠀋', '一'].toSorted(byKey), 'characters beyond the first plane'],
  ] as const)
    t.same([...order].sort(byKey), order, says)
  t.equal(sortKey('《第９次》會議'), sortKey('第九次會議'), 'is one for figures and numerals')
  t.equal(sortKey('一帶一路').includes('1'), false, 'leaves numerals in words')
  t.equal(sortKey('⽅言'), sortKey('方言'), 'is one for a radical and its ideograph')
  fc.assert(
    fc.property(mixed, (text) => {
      const key = sortKey(text)
      return key.isWellFormed() && !key.includes('\0') && Buffer.byteLength(key) < 2700
    }),
  )
  t.ok(Buffer.byteLength(sortKey('𠀋'.repeat(5000))) < 2700)
})
