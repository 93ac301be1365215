import { recordLicence } from '../../formats/licence.ts'
import type { OwnedFields } from '../../model/record-document.ts'
import { inLanguages, referencesFrom, schemaOrg } from '../json-ld.ts'
import type { Agreement } from './agreement-schema.ts'

// An agreement in the words of schema.org and of the European Legislation Identifier, for search engines and portals.
// Most of these documents are no legislation, so ELI terms are used only for what fits: dates, languages, relations.

const context = {
  ...schemaOrg,
  eli: 'http://data.europa.eu/eli/ontology#',
  'eli:changes': { '@type': '@id' },
}

/** The relations that say that the other document is changed by this one. */
const changing = new Set(['renews', 'supersedes', 'amends', 'supplements'])

/** The JSON-LD document of an agreement; `base` is the address of the service, for ids that hold everywhere. */
export function toJsonLd(agreement: Agreement & OwnedFields, base: string): object {
  const reference = referencesFrom(base)
  return {
    '@context': context,
    ...reference('agreements')(agreement.id),
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
      .map((relation) => reference('agreements')(relation.agreement)['@id']),
    sdLicense: { '@id': recordLicence.url },
    citation: agreement.citations.map(({ source, locator }) => ({
      ...reference('sources')(source),
      pagination: locator,
    })),
  }
}
