-- Puts lines of the data set, handed over as an array, into the tables.
with line as materialized (
  select line ->> 'noun' as noun, line -> 'record' as r from unnest($1::json[]) as lines (line)
), agreement as materialized (
  select r from line where noun = 'agreements'
), a_domains as (
  insert into domains select r ->> 'id', r #>> '{name,en}', r #>> '{name,zh-Hant}' from line where noun = 'domains'
), a_regions as (
  insert into regions select r ->> 'id', r #>> '{name,en}', r #>> '{name,zh-Hant}' from line where noun = 'regions'
), a_organizations as (
  insert into organizations
  select r ->> 'id', r #>> '{name,en}', r #>> '{name,zh-Hant}', r ->> 'kind', r ->> 'side' from line where noun = 'organizations'
), a_mechanisms as (
  insert into mechanisms select r ->> 'id', r #>> '{name,en}', r #>> '{name,zh-Hant}' from line where noun = 'mechanisms'
), a_meetings as (
  insert into meetings
  select r ->> 'id', left((r ->> 'date') || '-01-01', 10)::date, r ->> 'mechanism' from line where noun = 'meetings'
), a_sources as (
  insert into sources
  select r ->> 'id', r ->> 'kind', r ->> 'publisher', coalesce(r #>> '{title,en}', r #>> '{title,zh-Hant}'), r ->> 'url'
  from line where noun = 'sources'
), a_agreements as (
  insert into agreements
  select r ->> 'id', r #>> '{title,en}', r #>> '{title,zh-Hant}', r ->> 'type', r ->> 'typeAsStated', r ->> 'status',
    left((r ->> 'signedOn') || '-01-01', 10)::date, r ->> 'mechanism', r ->> 'meeting', r #>> '{domains,0}',
    r ->> 'domainBasis', (r ->> 'countedInClaims')::boolean, r ->> 'confidence', r #>> '{identifiers,0,value}',
    r #>> '{summary,en}', r #>> '{summary,zh-Hant}'
  from agreement
), an_agreement_domain as (
  insert into agreement_domains (agreement_id, domain_id)
  select distinct r ->> 'id', value from agreement, json_array_elements_text(r -> 'domains')
), an_agreement_party as (
  insert into agreement_parties (agreement_id, region_id)
  select distinct r ->> 'id', value from agreement, json_array_elements_text(r -> 'parties')
), an_agreement_signatory as (
  insert into agreement_signatories (agreement_id, organization_id, side)
  select distinct on (r ->> 'id', value ->> 'organization') r ->> 'id', value ->> 'organization', value ->> 'side'
  from agreement, json_array_elements(r -> 'signatories')
)
insert into agreement_citations (agreement_id, source_id, locator)
select r ->> 'id', value ->> 'source', value ->> 'locator' from agreement, json_array_elements(r -> 'citations')
