-- Tells Directus of the tables of the data set, lets everybody read them, and names the way from an agreement to its links.
set search_path = directus;

insert into directus_collections (collection)
select table_name from information_schema.tables where table_schema = 'public';

insert into directus_permissions (policy, collection, action, permissions, validation, fields)
select policy.id, collection, 'read', '{}', '{}', '*'
from directus_collections, directus_policies policy where policy.name = '$t:public_label';

insert into directus_fields (collection, field, special)
select 'agreements', collection, 'o2m' from directus_collections where collection like 'agreement\_%';

insert into directus_relations (many_collection, many_field, one_collection, one_field)
select collection, 'agreement_id', 'agreements', collection from directus_collections where collection like 'agreement\_%';
