import { texts } from '../../../language/texts.ts'

// Why a gap is certain, or why it cannot be said whether it is one.

export const certainties = ['certain', 'unknown'] as const
export type Certainty = (typeof certainties)[number]

export const reasons = {
  'as-written': texts('The record lacks it as it is written.', '記錄本身沒有此項。', '记录本身没有此项。'),
  'all-itemised': texts(
    'All that was declared for the meeting is itemised, each because a source says so, and nothing of it fits.',
    '會議所公布的項目已按來源全部列出，其中並無符合者。',
    '会议所公布的项目已按来源全部列出，其中并无符合者。',
  ),
  'not-all-itemised': texts(
    'Sources declare more for the meeting than is itemised.',
    '來源就該會議公布的數目多於所列項目。',
    '来源就该会议公布的数目多于所列项目。',
  ),
  'no-number-declared': texts(
    'No source declares how many there were at the meeting.',
    '沒有來源公布該會議的項目數目。',
    '没有来源公布该会议的项目数目。',
  ),
  'counted-by-inference': texts(
    'As many are itemised as were declared, but for some the registry only infers that they are counted.',
    '所列項目與公布數目相符，但部分只由本登記冊推斷為計算在內。',
    '所列项目与公布数目相符，但部分只由本登记册推断为计算在内。',
  ),
  'possible-documents': texts(
    'Documents of the meeting or later ones may carry it out.',
    '會議上或其後簽署的文件可能落實此範疇。',
    '会议上或其后签署的文件可能落实此领域。',
  ),
  'domain-not-known': texts(
    'The domain of the area, or of a document of the meeting, is not known.',
    '此範疇或該會議某份文件的所屬範疇不詳。',
    '此领域或该会议某份文件的所属领域不详。',
  ),
  'none-recorded': texts(
    'None is recorded, which does not mean that there is none.',
    '未有收錄，不等於並無其事。',
    '未收录，不等于并无其事。',
  ),
} as const
export type Reason = keyof typeof reasons
export const reasonNames = Object.keys(reasons) as [Reason, ...Reason[]]
