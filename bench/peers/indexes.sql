alter table meetings add foreign key (mechanism_id) references mechanisms;
alter table agreements
  add foreign key (mechanism_id) references mechanisms,
  add foreign key (meeting_id) references meetings,
  add foreign key (domain_id) references domains;
alter table agreement_domains
  add foreign key (agreement_id) references agreements, add foreign key (domain_id) references domains;
alter table agreement_parties
  add foreign key (agreement_id) references agreements, add foreign key (region_id) references regions;
alter table agreement_signatories
  add foreign key (agreement_id) references agreements, add foreign key (organization_id) references organizations;
alter table agreement_citations
  add foreign key (agreement_id) references agreements, add foreign key (source_id) references sources;

create index on agreements (signed_on, id);
create index on agreements (domain_id, signed_on, id);
create index on agreements (mechanism_id, signed_on, id);
create index on agreement_domains (domain_id, agreement_id);
create index on agreement_domains (agreement_id);
create index on agreement_parties (region_id, agreement_id);
create index on agreement_parties (agreement_id);
create index on agreement_signatories (organization_id, agreement_id);
create index on agreement_signatories (agreement_id);
create index on agreement_citations (source_id, agreement_id);
create index on agreement_citations (agreement_id);
