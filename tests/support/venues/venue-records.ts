import type { Example } from '../records.ts'

export function venueRecord(id: string, fields = {}): Example {
  const citations = [{ source: 'paper' }]
  const record = { id, name: { en: id.replaceAll('-', ' ') }, kind: 'hall', operators: [], neighbours: [], citations }
  return { noun: 'venues', record: { ...record, ...fields } }
}

const bureau = 'hk-health-bureau'

/** A district with a hall in it, a hotel near that hall, and one that knows neither; a body runs the hall twice as its manager. */
export const venueRecords = [
  venueRecord('harbour-front', { kind: 'district', region: 'cn-hk' }),
  venueRecord('great-hall', {
    name: { en: 'Great Hall', 'zh-Hant': '大會堂' },
    parent: 'harbour-front',
    region: 'cn-hk',
    opened: '2010-05',
    operators: [
      { organization: bureau, role: 'manager', since: '2010' },
      { organization: 'shanghai-health-commission', role: 'owner' },
      { organization: bureau, role: 'manager', since: '2020-01' },
    ],
  }),
  venueRecord('pier-hotel', {
    kind: 'hotel',
    opened: '2012',
    operators: [{ organization: bureau, role: 'owner' }],
    neighbours: ['great-hall'],
  }),
  venueRecord('hill-hotel', { kind: 'hotel', region: 'cn-sh' }),
]
