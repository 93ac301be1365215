-- A plain relational schema of the same data, as one would make it for a peer.

create table domains (id text primary key, name_en text, name_zh text);
create table regions (id text primary key, name_en text, name_zh text);
create table organizations (id text primary key, name_en text, name_zh text, kind text, side text);
create table mechanisms (id text primary key, name_en text, name_zh text);
create table meetings (id text primary key, held_on date, mechanism_id text);
create table sources (id text primary key, kind text, publisher text, title text, url text);

-- `domain_id` is the first domain of a document: its list by one domain needs no join.
create table agreements (
  id text primary key,
  title_en text, title_zh text, type text, type_as_stated text, status text, signed_on date,
  mechanism_id text, meeting_id text, domain_id text, domain_basis text, counted_in_claims boolean, confidence text,
  identifier text, summary_en text, summary_zh text
);
-- Each row of a link has an id of its own, without which Platformatic would not offer the links of an agreement.
create table agreement_domains (
  id bigint generated always as identity primary key, agreement_id text not null, domain_id text not null
);
create table agreement_parties (
  id bigint generated always as identity primary key, agreement_id text not null, region_id text not null
);
create table agreement_signatories (
  id bigint generated always as identity primary key, agreement_id text not null, organization_id text not null, side text
);
create table agreement_citations (
  id bigint generated always as identity primary key, agreement_id text not null, source_id text not null, locator text
);
