import { recordLicence } from '../../formats/licence.ts'
import { recordPath } from '../../http/api-address.ts'
import { languages } from '../../language/texts.ts'
import type { Meeting } from './meeting-schema.ts'

const attendance = { 'in-person': 'OfflineEventAttendanceMode', video: 'OnlineEventAttendanceMode', unknown: undefined }

/** The JSON-LD document of a meeting, in the words of schema.org; dates stay as exact as their source. */
export function meetingJsonLd(meeting: Meeting, base: string): object {
  const { name, date, endDate, place, format, parties, mechanism, citations } = meeting
  const reference = (noun: string) => (id: string) => ({ '@id': base + recordPath(noun, id) })
  const mode = attendance[format]
  return {
    '@context': { '@vocab': 'https://schema.org/' },
    ...reference('meetings')(meeting.id),
    '@type': 'Event',
    name: languages.flatMap((language) =>
      name[language] ? [{ '@language': language, '@value': name[language] }] : [],
    ),
    startDate: date,
    endDate,
    location: place && {
      '@type': 'Place',
      name: languages.flatMap((language) =>
        place[language] ? [{ '@language': language, '@value': place[language] }] : [],
      ),
    },
    eventAttendanceMode: mode && { '@id': `https://schema.org/${mode}` },
    contributor: parties.map(reference('regions')),
    superEvent: mechanism ? reference('mechanisms')(mechanism) : undefined,
    sdLicense: { '@id': recordLicence.url },
    citation: citations.map(({ source }) => reference('sources')(source)),
  }
}
