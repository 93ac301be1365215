import { recordLicence } from '../../formats/licence.ts'
import { inLanguages, referencesFrom, schemaOrg } from '../json-ld.ts'
import type { Meeting } from './meeting-schema.ts'

const attendance = { 'in-person': 'OfflineEventAttendanceMode', video: 'OnlineEventAttendanceMode', unknown: undefined }

/** The JSON-LD document of a meeting, in the words of schema.org; dates stay as exact as their source. */
export function meetingJsonLd(meeting: Meeting, base: string): object {
  const { name, date, endDate, place, format, parties, mechanism, citations } = meeting
  const reference = referencesFrom(base)
  const mode = attendance[format]
  return {
    '@context': schemaOrg,
    ...reference('meetings')(meeting.id),
    '@type': 'Event',
    name: inLanguages(name),
    startDate: date,
    endDate,
    location: place && {
      '@type': 'Place',
      name: inLanguages(place),
    },
    eventAttendanceMode: mode && { '@id': `https://schema.org/${mode}` },
    contributor: parties.map(reference('regions')),
    superEvent: mechanism ? reference('mechanisms')(mechanism) : undefined,
    sdLicense: { '@id': recordLicence.url },
    citation: citations.map(({ source }) => reference('sources')(source)),
  }
}
