import { recordLicence } from '../../formats/licence.ts'
import { recordPath } from '../../http/api-address.ts'
import { languages } from '../../language/texts.ts'
import type { LocalizedText } from '../../model/fields.ts'
import type { OwnedFields } from '../../model/record-document.ts'
import type { Agreement } from './agreement-schema.ts'

// An agreement in the words of schema.org and of the European Legislation Identifier, for search engines and portals.
// Most of these documents are no legislation, so ELI terms are used only for what fits: dates, languages, relations.

const context = {
  '@vocab': 'https://schema.org/',
  eli: 'http://data.europa.eu/eli/ontology#',
  'eli:changes': { '@type': '@id' },
}

/** The relations that say that the other document is changed by this one. */
const changing = new Set(['renews', 'supersedes', 'amends', 'supplements'])

/** The JSON-LD document of an agreement; `base` is the address of the service, for ids that hold everywhere. */
export function toJsonLd(agreement: Agreement & OwnedFields, base: string): object {
  const address = (noun: string, id: string) => base + recordPath(noun, id)
  const reference = (noun: string) => (id: string) => ({ '@id': address(noun, id) })
  return {
    '@context': context,
    '@id': address('agreements', agreement.id),
    '@type': 'CreativeWork',
    additionalType: agreement.type,
    name: inLanguages(agreement.title),
    description: agreement.summary && inLanguages(agreement.summary),
    creativeWorkStatus: agreement.status,
    dateModified: agreement.updatedAt,
    dateCreated: agreement.signedOn,
    'eli:date_document': agreement.signedOn,
    'eli:first_date_entry_in_force': agreement.effectiveOn,
    'eli:date_no_longer_in_force': agreement.endedOn,
    creator: agreement.signatories.map(({ organization }) => reference('organizations')(organization)),
    spatialCoverage: agreement.parties.map(reference('regions')),
    about: agreement.domains.map(reference('domains')),
    isPartOf: [
      ...(agreement.mechanism ? [reference('mechanisms')(agreement.mechanism)] : []),
      ...(agreement.meeting ? [reference('meetings')(agreement.meeting)] : []),
    ],
    identifier: agreement.identifiers?.map(({ scheme, value }) => ({
      '@type': 'PropertyValue',
      propertyID: scheme,
      value,
    })),
    encoding: agreement.texts?.map(({ language, url, sha256 }) => ({
      '@type': 'MediaObject',
      inLanguage: language,
      contentUrl: url,
      sha256,
    })),
    'eli:changes': agreement.relations
      ?.filter(({ type }) => changing.has(type))
      .map((relation) => address('agreements', relation.agreement)),
    sdLicense: { '@id': recordLicence.url },
    citation: agreement.citations.map(({ source, locator }) => ({
      ...reference('sources')(source),
      pagination: locator,
    })),
  }
}

function inLanguages(text: LocalizedText): object[] {
  return languages.flatMap((language) => (text[language] ? [{ '@language': language, '@value': text[language] }] : []))
}
