-- A database of a few records as the release made it whose last migration was 0003, from pg_dump: twenty-seven records, one
-- changed since, one deleted. Statements are parted as in migrations.
CREATE SCHEMA drizzle;
--> statement-breakpoint
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if pg_trigger_depth() > 1 then return null; end if;
  raise exception 'the log is append-only: % on % is refused', lower(tg_op), tg_table_name using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
CREATE FUNCTION public.refuse_late_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if exists (select from fresh join revisions using (tx) where rev is not null) then
    raise exception 'the revision is sealed: it takes no more versions' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
--> statement-breakpoint
CREATE FUNCTION public.seal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  head log_head;
  amount int;
  leaves bytea;
  sealed_at timestamptz;
begin
  select count(*), sha256(coalesce(string_agg(
      sha256(convert_to(concat_ws(' ', noun, id, version, op), 'UTF8') || sha256), ''::bytea order by version_id), ''))
    into amount, leaves from versions where tx = new.tx;
  if amount = 0 then
    raise exception 'revision % holds no version', new.tx using errcode = 'integrity_constraint_violation';
  end if;
  select * into head from log_head for update;
  sealed_at := greatest(clock_timestamp(), head.last_at + interval '1 microsecond');
  head.chain := sha256(head.chain || int8send(head.rev + 1) || int8send(head.seq + amount) || leaves
    || sha256(convert_to(concat_ws(E'\n', new.actor, coalesce(new.reason, ''), coalesce(new.request_id, '')), 'UTF8')));
  insert into changes (seq, rev, version_id, noun, id, version, op)
    select head.seq + row_number() over (order by version_id), head.rev + 1, version_id, noun, id, version, op
    from versions where tx = new.tx;
  update revisions
    set rev = head.rev + 1, committed_at = sealed_at, first_seq = head.seq + 1, last_seq = head.seq + amount, chain = head.chain
    where tx = new.tx;
  update log_head set seq = head.seq + amount, rev = head.rev + 1, chain = head.chain, last_at = sealed_at;
  return null;
end $$;
--> statement-breakpoint
CREATE TABLE drizzle.__drizzle_migrations (
    id integer NOT NULL,
    hash text NOT NULL,
    created_at bigint
);
--> statement-breakpoint
CREATE SEQUENCE drizzle.__drizzle_migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
--> statement-breakpoint
ALTER SEQUENCE drizzle.__drizzle_migrations_id_seq OWNED BY drizzle.__drizzle_migrations.id;
--> statement-breakpoint
CREATE TABLE public.agreement_areas (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.agreement_domains (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.agreement_parties (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.agreement_relations (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.agreement_signatories (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.agreements (
    id text NOT NULL COLLATE pg_catalog."C",
    version_id bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    search tsvector NOT NULL,
    type text NOT NULL,
    status text NOT NULL,
    signed_from date,
    signed_to date,
    effective_from date,
    effective_to date,
    expires_from date,
    expires_to date,
    on_date date NOT NULL,
    mechanism text COLLATE pg_catalog."C",
    meeting text COLLATE pg_catalog."C",
    domain_basis text NOT NULL,
    counted_in_claims boolean NOT NULL,
    confidence text NOT NULL,
    identifiers text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.area_domains (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.changes (
    seq bigint NOT NULL,
    rev bigint NOT NULL,
    version_id bigint NOT NULL,
    noun text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    op text NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.citations (
    noun text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    pointer text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL COLLATE pg_catalog."C",
    locator text COLLATE pg_catalog."C",
    fields jsonb,
    note text
);
--> statement-breakpoint
CREATE TABLE public.consensus_areas (
    id text NOT NULL COLLATE pg_catalog."C",
    version_id bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    search tsvector NOT NULL,
    meeting text NOT NULL COLLATE pg_catalog."C",
    "position" integer,
    agreed boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.domains (
    id text NOT NULL COLLATE pg_catalog."C",
    version_id bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    search tsvector NOT NULL,
    parent text COLLATE pg_catalog."C"
);
--> statement-breakpoint
CREATE TABLE public.former_ids (
    noun text NOT NULL COLLATE pg_catalog."C",
    former_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C"
);
--> statement-breakpoint
CREATE TABLE public.idempotency (
    principal text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status integer,
    headers jsonb,
    body text,
    created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    tx uuid,
    seq bigint
);
--> statement-breakpoint
CREATE TABLE public.keys (
    id text NOT NULL COLLATE pg_catalog."C",
    sha256 bytea NOT NULL,
    label text NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    created_by text NOT NULL,
    expires_at timestamp(3) with time zone,
    revoked_at timestamp(3) with time zone,
    last_used_at timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE public.log_head (
    one boolean DEFAULT true NOT NULL,
    epoch uuid DEFAULT gen_random_uuid() NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    rev bigint DEFAULT 0 NOT NULL,
    chain bytea DEFAULT decode(repeat('00'::text, 32), 'hex'::text) NOT NULL,
    last_at timestamp(6) with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    CONSTRAINT log_head_one_check CHECK (one)
)
WITH (fillfactor='10');
--> statement-breakpoint
CREATE TABLE public.measure_domains (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.measure_organizations (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.measure_regions (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.measures (
    id text NOT NULL COLLATE pg_catalog."C",
    version_id bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    search tsvector NOT NULL,
    targets integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.mechanism_leads (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.mechanism_parties (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.mechanisms (
    id text NOT NULL COLLATE pg_catalog."C",
    version_id bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    search tsvector NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    established_from date,
    established_to date,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.meeting_domains (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.meeting_parties (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.meetings (
    id text NOT NULL COLLATE pg_catalog."C",
    version_id bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    search tsvector NOT NULL,
    mechanism text COLLATE pg_catalog."C",
    kind text NOT NULL,
    format text NOT NULL,
    series text,
    ordinal integer,
    date_from date NOT NULL,
    date_to date NOT NULL,
    on_date date NOT NULL,
    claims jsonb NOT NULL,
    domains_stated boolean NOT NULL,
    domains_exhaustive boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.mirrors (
    origin text NOT NULL,
    cursor text NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.organization_covers (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.organizations (
    id text NOT NULL COLLATE pg_catalog."C",
    version_id bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    search tsvector NOT NULL,
    kind text NOT NULL,
    side text NOT NULL,
    region text COLLATE pg_catalog."C",
    parent text COLLATE pg_catalog."C",
    successor text COLLATE pg_catalog."C",
    identifiers text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.records (
    noun text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    version integer DEFAULT 0 NOT NULL,
    version_id bigint,
    deleted boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.region_members (
    owner text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    side text DEFAULT ''::text NOT NULL,
    stated boolean DEFAULT true NOT NULL,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.regions (
    id text NOT NULL COLLATE pg_catalog."C",
    version_id bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    search tsvector NOT NULL,
    kind text NOT NULL,
    parent text COLLATE pg_catalog."C",
    codes text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.revisions (
    tx uuid NOT NULL,
    actor text NOT NULL,
    reason text,
    request_id text,
    rev bigint,
    committed_at timestamp(6) with time zone,
    first_seq bigint,
    last_seq bigint,
    chain bytea
);
--> statement-breakpoint
CREATE TABLE public.sources (
    id text NOT NULL COLLATE pg_catalog."C",
    version_id bigint NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    label text NOT NULL COLLATE pg_catalog."C",
    search tsvector NOT NULL,
    kind text NOT NULL,
    publisher text NOT NULL COLLATE pg_catalog."C",
    language text NOT NULL,
    reprint boolean NOT NULL,
    published_from date,
    published_to date,
    on_date date NOT NULL
);
--> statement-breakpoint
CREATE TABLE public.versions (
    version_id bigint NOT NULL,
    tx uuid NOT NULL,
    noun text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    op text NOT NULL,
    body text NOT NULL,
    sha256 bytea NOT NULL
)
WITH (toast_tuple_target='8160');
--> statement-breakpoint
ALTER TABLE ONLY public.versions ALTER COLUMN body SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE public.versions ALTER COLUMN version_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.versions_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
--> statement-breakpoint
ALTER TABLE ONLY drizzle.__drizzle_migrations ALTER COLUMN id SET DEFAULT nextval('drizzle.__drizzle_migrations_id_seq'::regclass);
--> statement-breakpoint
INSERT INTO drizzle.__drizzle_migrations VALUES
	(1, '1d84a18a6ca1b41b2573d9e44a1c39ab158fca72b27e4e4d92dac4764f569a98', 1795511135024),
	(2, '860f4605953d5febff8e9b5ae88b792c7f228dd0de8e980dcb9b26f6bf41613e', 1795511135945),
	(3, 'fd09b6d674f833dbb856717e13b40be5a0b18a70dbad6f890612b69265bf4ec7', 1795515552802),
	(4, 'f66157107480fc28116f8348086038325df52c730d12b9fc52796ca292dcfe58', 1795517485848);
--> statement-breakpoint
INSERT INTO public.agreement_domains VALUES
	('shaanxi-2024-09-02-aviation', 'aviation', '', true, '2024-09-02'),
	('shaanxi-2024-09-02-aviation', 'transport', '', false, '2024-09-02');
--> statement-breakpoint
INSERT INTO public.agreement_parties VALUES
	('shaanxi-2024-09-02-aviation', 'cn-hk', '', true, '2024-09-02'),
	('shaanxi-2024-09-02-aviation', 'cn-sn', '', true, '2024-09-02');
--> statement-breakpoint
INSERT INTO public.agreement_signatories VALUES
	('shaanxi-2024-09-02-aviation', 'hk-airport-authority', 'hk', true, '2024-09-02'),
	('shaanxi-2024-09-02-aviation', 'shaanxi-western-airport-group', 'mainland', true, '2024-09-02');
--> statement-breakpoint
INSERT INTO public.agreements VALUES
	('shaanxi-2024-09-02-aviation', 28, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.658+00', 'Memorandum of co-operation matters', '''=co-operation'':3A ''=matters'':4A ''=memorandum'':1A ''=of'':2A ''=事'':27A,54A ''=事項'':27A ''=事项'':54A ''=作'':26A,53A ''=作事'':26A,53A ''=備'':29A ''=備忘'':29A ''=合'':25A,52A ''=合作'':25A,52A ''=备'':56A ''=备忘'':56A ''=录'':58A ''=忘'':30A,57A ''=忘录'':57A ''=忘錄'':30A ''=錄'':31A ''=項'':28A ''=項備'':28A ''=项'':55A ''=项备'':55A ''cooper'':3A ''domains:aviation'' ''matter'':4A ''meetings:shaanxi-2024-09-02'' ''memorandum'':1A ''of'':2A ''organizations:hk-airport-authority'' ''organizations:shaanxi-western-airport-group'' ''regions:cn-hk'' ''regions:cn-sn'' ''事'':27A,54A ''事项'':27A,54A ''作'':26A,53A ''作事'':26A,53A ''合'':25A,52A ''合作'':25A,52A ''备'':29A,56A ''备忘'':29A,56A ''录'':31A,58A ''忘'':30A,57A ''忘录'':30A,57A ''项'':28A,55A ''项备'':28A,55A', 'memorandum-of-understanding', 'signed', '2024-09-02', '2024-09-02', NULL, NULL, NULL, NULL, '2024-09-02', NULL, 'shaanxi-2024-09-02', 'stated', true, 'low', '{}');
--> statement-breakpoint
INSERT INTO public.changes VALUES
	(1, 1, 1, 'agreements', 'jiangsu-2023-10-general-cooperation', 1, 'create'),
	(2, 1, 2, 'agreements', 'shaanxi-2024-09-02-aviation', 1, 'create'),
	(3, 1, 3, 'domains', 'aviation', 1, 'create'),
	(4, 1, 4, 'domains', 'general-cooperation', 1, 'create'),
	(5, 1, 5, 'domains', 'transport', 1, 'create'),
	(6, 1, 6, 'meetings', 'jiangsu-2023-10', 1, 'create'),
	(7, 1, 7, 'meetings', 'shaanxi-2024-09-02', 1, 'create'),
	(8, 1, 8, 'organizations', 'hk-airport-authority', 1, 'create'),
	(9, 1, 9, 'organizations', 'hk-government', 1, 'create'),
	(10, 1, 10, 'organizations', 'jiangsu-government', 1, 'create'),
	(11, 1, 11, 'organizations', 'shaanxi-western-airport-group', 1, 'create'),
	(12, 1, 12, 'regions', 'cn-hk', 1, 'create'),
	(13, 1, 13, 'regions', 'cn-js', 1, 'create'),
	(14, 1, 14, 'regions', 'cn-sn', 1, 'create'),
	(15, 1, 15, 'sources', 'china-daily-2003-10-28', 1, 'create'),
	(16, 1, 16, 'sources', 'constitutional-and-mainland-affairs-bureau-2010-09-16', 1, 'create'),
	(17, 1, 17, 'sources', 'government-world-com-2018-11-28', 1, 'create'),
	(18, 1, 18, 'sources', 'government-world-com-2024-09-04', 1, 'create'),
	(19, 1, 19, 'sources', 'hk-government-2011-08-23', 1, 'create'),
	(20, 1, 20, 'sources', 'hk-government-2018-10-24-2', 1, 'create'),
	(21, 1, 21, 'sources', 'hk-government-2023-10-13', 1, 'create'),
	(22, 1, 22, 'sources', 'hk-government-2023-10-13-2', 1, 'create'),
	(23, 1, 23, 'sources', 'hk-government-2025-04-24', 1, 'create'),
	(24, 1, 24, 'sources', 'hong-kong-commercial-daily-2024-07-11', 1, 'create'),
	(25, 1, 25, 'sources', 'jiangsu-education-department-2023-10', 1, 'create'),
	(26, 1, 26, 'sources', 'kuangye-fazhi-2024-09-04', 1, 'create'),
	(27, 1, 27, 'sources', 'legco-2024-10', 1, 'create'),
	(28, 2, 28, 'agreements', 'shaanxi-2024-09-02-aviation', 2, 'update'),
	(29, 3, 29, 'agreements', 'jiangsu-2023-10-general-cooperation', 2, 'delete');
--> statement-breakpoint
INSERT INTO public.citations VALUES
	('domains', 'aviation', '/citations/0', 'hk-government-2025-04-24', NULL, '["/altLabels"]', NULL),
	('domains', 'aviation', '/citations/1', 'china-daily-2003-10-28', NULL, NULL, 'A document in this domain.'),
	('domains', 'general-cooperation', '/citations/0', 'constitutional-and-mainland-affairs-bureau-2010-09-16', NULL, '["/altLabels"]', NULL),
	('domains', 'general-cooperation', '/citations/1', 'hk-government-2011-08-23', NULL, '["/altLabels"]', NULL),
	('domains', 'general-cooperation', '/citations/2', 'government-world-com-2018-11-28', NULL, '["/altLabels"]', NULL),
	('domains', 'transport', '/citations/0', 'legco-2024-10', 'para 16', '["/name", "/altLabels"]', NULL),
	('domains', 'transport', '/citations/1', 'legco-2024-10', 'para 18', '["/name", "/altLabels"]', NULL),
	('domains', 'transport', '/citations/2', 'hong-kong-commercial-daily-2024-07-11', NULL, '["/altLabels"]', NULL),
	('meetings', 'jiangsu-2023-10', '/claims/0/citation', 'jiangsu-education-department-2023-10', NULL, '["/claims/0"]', NULL),
	('meetings', 'jiangsu-2023-10', '/claims/1/citation', 'hk-government-2023-10-13', NULL, '["/claims/1"]', NULL),
	('meetings', 'jiangsu-2023-10', '/citations/0', 'hk-government-2023-10-13', NULL, NULL, NULL),
	('meetings', 'jiangsu-2023-10', '/citations/1', 'hk-government-2023-10-13-2', NULL, NULL, NULL),
	('meetings', 'jiangsu-2023-10', '/citations/2', 'jiangsu-education-department-2023-10', NULL, NULL, NULL),
	('meetings', 'shaanxi-2024-09-02', '/citations/0', 'kuangye-fazhi-2024-09-04', NULL, NULL, NULL),
	('organizations', 'hk-airport-authority', '/citations/0', 'china-daily-2003-10-28', NULL, NULL, NULL),
	('organizations', 'hk-government', '/citations/0', 'hk-government-2018-10-24-2', NULL, NULL, NULL),
	('organizations', 'jiangsu-government', '/citations/0', 'jiangsu-education-department-2023-10', NULL, NULL, NULL),
	('organizations', 'shaanxi-western-airport-group', '/citations/0', 'kuangye-fazhi-2024-09-04', NULL, NULL, NULL),
	('regions', 'cn-hk', '/citations/0', 'hk-government-2018-10-24-2', NULL, NULL, NULL),
	('regions', 'cn-js', '/citations/0', 'jiangsu-education-department-2023-10', NULL, NULL, NULL),
	('regions', 'cn-sn', '/citations/0', 'government-world-com-2024-09-04', NULL, NULL, NULL),
	('agreements', 'shaanxi-2024-09-02-aviation', '/citations/0', 'kuangye-fazhi-2024-09-04', NULL, NULL, NULL);
--> statement-breakpoint
INSERT INTO public.domains VALUES
	('aviation', 3, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Aviation', '''=airport'':110B ''=aviation'':1A,89B ''=civil'':88B ''=management'':111B ''=民'':66B ''=民航'':66B ''=空'':23A,45A ''=航'':22A,44A,67B ''=航空'':22A,44A ''airport'':110B,135 ''and'':134 ''aviat'':1A,89B,133 ''civil'':88B,132 ''domains:transport'' ''manag'':111B ''及'':160,187 ''及机'':160,187 ''场'':162,189 ''机'':161,188 ''机场'':161,188 ''民'':66B,156,183 ''民用'':156,183 ''民航'':66B ''用'':157,184 ''用航'':157,184 ''空'':23A,45A,159,186 ''空及'':159,186 ''航'':22A,44A,67B,158,185 ''航空'':22A,44A,158,185', 'transport'),
	('general-cooperation', 4, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'General co-operation', '''=and'':73B ''=areas'':97B ''=close'':71B ''=co-operation'':2A,96B ''=exchanges'':74B ''=general'':1A ''=key'':95B ''=liaison'':72B ''=作'':26A,50A ''=全'':23A,47A ''=全面'':23A,47A ''=合'':25A,49A ''=合作'':25A,49A ''=面'':24A,48A ''=面合'':24A,48A ''a'':120 ''and'':73B,125 ''area'':97B ''as'':119 ''close'':71B ''cooper'':2A,96B,118 ''document'':123 ''exchang'':74B ''framework'':122 ''gener'':1A ''kei'':95B ''liaison'':72B ''minut'':124 ''plan'':127 ''whole'':121 ''work'':126 ''件'':155,192 ''会'':156,193 ''会议'':156,193 ''体'':149,186 ''体合'':149,186 ''作'':26A,50A,151,162,188,199 ''作计'':162,199 ''全'':23A,47A ''全面'':23A,47A ''划'':164,201 ''及'':160,197 ''及工'':160,197 ''合'':25A,49A,150,187 ''合作'':25A,49A,150,187 ''工'':161,198 ''工作'':161,198 ''整'':148,185 ''整体'':148,185 ''文'':154,191 ''文件'':154,191 ''架'':153,190 ''架文'':153,190 ''框'':152,189 ''框架'':152,189 ''纪'':158,195 ''纪要'':158,195 ''要'':159,196 ''要及'':159,196 ''计'':163,200 ''计划'':163,200 ''议'':157,194 ''议纪'':157,194 ''面'':24A,48A ''面合'':24A,48A', NULL),
	('transport', 5, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Transport', '''=boundary'':115B ''=cross'':114B ''=transport'':1A,116B ''=交'':22A,44A,66B,92B,139B ''=交通'':22A,44A,66B,92B,139B ''=境'':91B,138B ''=境交'':91B,138B ''=流'':69B ''=物'':68B ''=物流'':68B ''=跨'':90B,137B ''=跨境'':90B,137B ''=通'':23A,45A,67B,93B,140B ''=通物'':67B ''and'':164,166 ''boundari'':115B ''cross'':114B ''good'':165 ''it'':168 ''movement'':161 ''of'':162 ''on'':170 ''peopl'':163 ''run'':169 ''transport'':1A,116B ''what'':167 ''交'':22A,44A,66B,92B,139B ''交通'':22A,44A,66B,92B,139B ''人'':191,224 ''人员'':191,224 ''及'':193,199,226,232 ''及所'':199,232 ''及货'':193,226 ''员'':192,225 ''员及'':192,225 ''境'':91B,138B ''境交'':91B,138B ''往'':197,230 ''往来'':197,230 ''所'':200,233 ''所需'':200,233 ''施'':203,236 ''来'':198,231 ''来及'':198,231 ''流'':69B ''物'':68B,195,228 ''物流'':68B ''物的'':195,228 ''的'':196,229 ''的往'':196,229 ''设'':202,235 ''设施'':202,235 ''货'':194,227 ''货物'':194,227 ''跨'':90B,137B ''跨境'':90B,137B ''通'':23A,45A,67B,93B,140B ''通物'':67B ''需'':201,234 ''需设'':201,234', NULL);
--> statement-breakpoint
INSERT INTO public.log_head VALUES
	(true, '9f8d5000-833a-4fae-816b-7a789e1db9a7', 29, 3, '\xf9ad9addddfe887bdd8da107a4503e2d7376bbc4321f99ed6c8292648019ac59', '2026-11-26 04:33:10.676639+00');
--> statement-breakpoint
INSERT INTO public.meeting_parties VALUES
	('jiangsu-2023-10', 'cn-hk', '', true, '2023-10-13'),
	('jiangsu-2023-10', 'cn-js', '', true, '2023-10-13'),
	('shaanxi-2024-09-02', 'cn-hk', '', true, '2024-09-02'),
	('shaanxi-2024-09-02', 'cn-sn', '', true, '2024-09-02');
--> statement-breakpoint
INSERT INTO public.meetings VALUES
	('jiangsu-2023-10', 6, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'High-Level Meeting cum Signing Ceremony of Hong Kong/Jiangsu Co-operation Agreements', '''=agreements'':12A ''=ceremony'':6A ''=co-operation'':11A ''=cum'':4A ''=high'':1A ''=hong'':8A ''=jiangsu'':10A ''=kong'':9A ''=level'':2A ''=meeting'':3A ''=of'':7A ''=signing'':5A ''=仪'':85A ''=仪式'':85A ''=会'':74A ''=会晤'':74A ''=作'':43A,80A ''=作协'':80A ''=作協'':43A ''=儀'':48A ''=儀式'':48A ''=协'':81A ''=协议'':81A ''=協'':44A ''=協議'':44A ''=合'':42A,79A ''=合作'':42A,79A ''=层'':73A ''=层会'':73A ''=層'':36A ''=層會'':36A ''=式'':49A,86A ''=晤'':38A,75A ''=晤暨'':38A,75A ''=暨'':39A,76A ''=暨苏'':76A ''=暨蘇'':39A ''=會'':37A ''=會晤'':37A ''=港'':34A,41A,71A,78A ''=港合'':41A,78A ''=港高'':34A,71A ''=签'':83A ''=签署'':83A ''=簽'':46A ''=簽署'':46A ''=署'':47A,84A ''=署仪'':84A ''=署儀'':47A ''=苏'':70A,77A ''=苏港'':70A,77A ''=蘇'':33A,40A ''=蘇港'':33A,40A ''=議'':45A ''=議簽'':45A ''=议'':82A ''=议签'':82A ''=高'':35A,72A ''=高层'':72A ''=高層'':35A ''administr'':434 ''agreement'':12A ''ceremoni'':6A ''changx'':265C ''chief'':218,431 ''committe'':315 ''cooper'':11A ''cpc'':312 ''cum'':4A ''execut'':219 ''for'':433 ''governor'':385 ''high'':1A ''hong'':8A,107C ''jiangsu'':10A,313,387 ''john'':173C ''kong'':9A,108C ''lee'':174C ''level'':2A ''meet'':3A ''of'':7A,310,386 ''provinci'':314 ''regions:cn-hk'' ''regions:cn-js'' ''secretari'':309,432 ''sign'':5A ''the'':311 ''vice'':384 ''xin'':264C ''书'':340 ''书记'':340 ''仪'':48A,85A ''仪式'':48A,85A ''会'':37A,74A ''会晤'':37A,74A ''伟'':363C ''作'':43A,80A ''作协'':43A,80A ''信'':286C ''信长'':286C ''务'':456 ''务司'':456 ''协'':44A,81A ''协议'':44A,81A ''司'':457,458 ''司司'':457 ''司长'':458 ''合'':42A,79A ''合作'':42A,79A ''国'':409C ''国基'':409C ''基'':410C ''委'':339 ''委书'':339 ''官'':243 ''家'':196C ''家超'':196C ''层'':36A,73A ''层会'':36A,73A ''式'':49A,86A ''政'':241,455 ''政务'':455 ''政长'':241 ''方'':362C ''方伟'':362C ''星'':288C ''晤'':38A,75A ''晤暨'':38A,75A ''暨'':39A,76A ''暨苏'':39A,76A ''李'':195C ''李家'':195C ''江'':336 ''江苏'':336 ''港'':34A,41A,71A,78A,130C,152C ''港合'':41A,78A ''港高'':34A,71A ''省'':338 ''省委'':338 ''签'':46A,83A ''签署'':46A,83A ''署'':47A,84A ''署仪'':47A,84A ''苏'':33A,40A,70A,77A,337 ''苏港'':33A,40A,70A,77A ''苏省'':337 ''行'':240 ''行政'':240 ''议'':45A,82A ''议签'':45A,82A ''记'':341 ''超'':197C ''长'':242,287C,459 ''长官'':242 ''长星'':287C ''陈'':408C ''陈国'':408C ''香'':129C,151C ''香港'':129C,151C ''高'':35A,72A ''高层'':35A,72A', NULL, 'ceremony', 'in-person', NULL, NULL, '2023-10-13', '2023-10-13', '2023-10-13', '[{"scope": "between departments and institutions; the government-level agreement is counted apart", "value": 5, "measure": "agreements", "citation": {"source": "jiangsu-education-department-2023-10"}}, {"value": 12, "measure": "consensus-areas", "citation": {"source": "hk-government-2023-10-13"}}]', false, false),
	('shaanxi-2024-09-02', 7, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'First signing of the 2024 Shaanxi-Guangdong-Hong Kong-Macao activity week', '''2024'':5A ''=2024'':5A ''=activity'':11A ''=first'':1A ''=guangdong'':7A ''=hong'':8A ''=kong'':9A ''=macao'':10A ''=of'':3A ''=shaanxi'':6A ''=signing'':2A ''=the'':4A ''=week'':12A ''=仪'':77A ''=仪式'':77A ''=儀'':44A ''=儀式'':44A ''=动'':71A ''=动周'':71A ''=動'':38A ''=動周'':38A ''=周'':39A,72A ''=周首'':39A,72A ''=场'':74A ''=场签'':74A ''=場'':41A ''=場簽'':41A ''=式'':45A,78A ''=活'':37A,70A ''=活动'':70A ''=活動'':37A ''=港'':35A,68A ''=港澳'':35A,68A ''=澳'':36A,69A ''=澳活'':36A,69A ''=签'':75A ''=签约'':75A ''=簽'':42A ''=簽約'':42A ''=粤'':67A ''=粤港'':67A ''=粵'':34A ''=粵港'':34A ''=約'':43A ''=約儀'':43A ''=约'':76A ''=约仪'':76A ''=陕'':66A ''=陕粤'':66A ''=陝'':33A ''=陝粵'':33A ''=首'':40A,73A ''=首场'':73A ''=首場'':40A ''activ'':11A ''committe'':216 ''cpc'':213 ''first'':1A ''guangdong'':7A ''hong'':8A,99C ''kong'':9A,100C ''macao'':10A ''of'':3A,211 ''provinci'':215 ''regions:cn-hk'' ''regions:cn-sn'' ''secretari'':210 ''shaanxi'':6A,214 ''sign'':2A ''the'':4A,212 ''week'':12A ''yide'':166C ''zhao'':165C ''一'':188C ''一德'':188C ''书'':241 ''书记'':241 ''仪'':44A,77A ''仪式'':44A,77A ''动'':38A,71A ''动周'':38A,71A ''周'':39A,72A ''周首'':39A,72A ''场'':41A,74A ''场签'':41A,74A ''委'':240 ''委书'':240 ''式'':45A,78A ''德'':189C ''活'':37A,70A ''活动'':37A,70A ''港'':35A,68A,122C,144C ''港澳'':35A,68A ''澳'':36A,69A ''澳活'':36A,69A ''省'':239 ''省委'':239 ''签'':42A,75A ''签约'':42A,75A ''粤'':34A,67A ''粤港'':34A,67A ''约'':43A,76A ''约仪'':43A,76A ''西'':238 ''西省'':238 ''记'':242 ''赵'':187C ''赵一'':187C ''陕'':33A,66A,237 ''陕粤'':33A,66A ''陕西'':237 ''首'':40A,73A ''首场'':40A,73A ''香'':121C,143C ''香港'':121C,143C', NULL, 'ceremony', 'in-person', NULL, NULL, '2024-09-02', '2024-09-02', '2024-09-02', '[]', false, false);
--> statement-breakpoint
INSERT INTO public.organizations VALUES
	('hk-airport-authority', 8, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Airport Authority Hong Kong', '''=airport'':1A ''=authority'':2A ''=hong'':3A ''=kong'':4A ''=场'':55A ''=场管'':55A ''=場'':28A ''=場管'':28A ''=局'':31A,58A ''=机'':54A ''=机场'':54A ''=機'':27A ''=機場'':27A ''=港'':26A,53A ''=港机'':53A ''=港機'':26A ''=理'':30A,57A ''=理局'':30A,57A ''=管'':29A,56A ''=管理'':29A,56A ''=香'':25A,52A ''=香港'':25A,52A ''airport'':1A ''author'':2A ''hong'':3A ''kong'':4A ''regions:cn-hk'' ''场'':28A,55A ''场管'':28A,55A ''局'':31A,58A ''机'':27A,54A ''机场'':27A,54A ''港'':26A,53A ''港机'':26A,53A ''理'':30A,57A ''理局'':30A,57A ''管'':29A,56A ''管理'':29A,56A ''香'':25A,52A ''香港'':25A,52A', 'statutory-body', 'hk', 'cn-hk', NULL, NULL, '{}'),
	('hk-government', 9, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Government of the Hong Kong Special Administrative Region', '''=administrative'':7A ''=government'':1A ''=hong'':4A ''=kong'':5A ''=of'':2A ''=region'':8A ''=special'':6A ''=the'':3A ''=別'':32A ''=別行'':32A ''=别'':61A ''=别行'':61A ''=区'':64A,116B ''=区政'':64A,116B ''=區'':35A,90B ''=區政'':35A,90B ''=府'':37A,66A,92B,118B ''=政'':34A,36A,63A,65A,91B,117B ''=政区'':63A ''=政區'':34A ''=政府'':36A,65A,91B,117B ''=港'':30A,59A,88B,114B ''=港特'':30A,59A,88B,114B ''=特'':31A,60A,89B,115B ''=特別'':31A ''=特别'':60A ''=特区'':115B ''=特區'':89B ''=行'':33A,62A ''=行政'':33A,62A ''=香'':29A,58A,87B,113B ''=香港'':29A,58A,87B,113B ''administr'':7A ''govern'':1A ''hong'':4A ''kong'':5A ''of'':2A ''region'':8A ''regions:cn-hk'' ''special'':6A ''the'':3A ''别'':32A,61A ''别行'':32A,61A ''区'':35A,64A,90B,116B ''区政'':35A,64A,90B,116B ''府'':37A,66A,92B,118B ''政'':34A,36A,63A,65A,91B,117B ''政区'':34A,63A ''政府'':36A,65A,91B,117B ''港'':30A,59A,88B,114B ''港特'':30A,59A,88B,114B ''特'':31A,60A,89B,115B ''特别'':31A,60A ''特区'':89B,115B ''行'':33A,62A ''行政'':33A,62A ''香'':29A,58A,87B,113B ''香港'':29A,58A,87B,113B', 'government', 'hk', 'cn-hk', NULL, NULL, '{}'),
	('jiangsu-government', 10, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Jiangsu Provincial People''s Government', '''=government'':4A ''=jiangsu'':1A ''=people''''s'':3A ''=provincial'':2A ''=人'':28A,55A ''=人民'':28A,55A ''=府'':31A,58A ''=政'':30A,57A ''=政府'':30A,57A ''=民'':29A,56A ''=民政'':29A,56A ''=江'':25A,52A ''=江苏'':52A ''=江蘇'':25A ''=省'':27A,54A ''=省人'':27A,54A ''=苏'':53A ''=苏省'':53A ''=蘇'':26A ''=蘇省'':26A ''govern'':4A ''jiangsu'':1A ''peopl'':3A ''provinci'':2A ''regions:cn-js'' ''人'':28A,55A ''人民'':28A,55A ''府'':31A,58A ''政'':30A,57A ''政府'':30A,57A ''民'':29A,56A ''民政'':29A,56A ''江'':25A,52A ''江苏'':25A,52A ''省'':27A,54A ''省人'':27A,54A ''苏'':26A,53A ''苏省'':26A,53A', 'government', 'mainland', 'cn-js', NULL, NULL, '{}'),
	('shaanxi-western-airport-group', 11, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Western Airport Group', '''=airport'':2A ''=group'':3A ''=western'':1A ''=团'':55A ''=團'':29A ''=场'':53A ''=场集'':53A ''=場'':27A ''=場集'':27A ''=机'':52A ''=机场'':52A ''=機'':26A ''=機場'':26A ''=西'':24A,50A ''=西部'':24A,50A ''=部'':25A,51A ''=部机'':51A ''=部機'':25A ''=集'':28A,54A ''=集团'':54A ''=集團'':28A ''airport'':2A ''group'':3A ''regions:cn-sn'' ''western'':1A ''团'':29A,55A ''场'':27A,53A ''场集'':27A,53A ''机'':26A,52A ''机场'':26A,52A ''西'':24A,50A ''西部'':24A,50A ''部'':25A,51A ''部机'':25A,51A ''集'':28A,54A ''集团'':28A,54A', 'enterprise', 'mainland', 'cn-sn', NULL, NULL, '{}');
--> statement-breakpoint
INSERT INTO public.records VALUES
	('domains', 'aviation', 1, 3, false),
	('domains', 'general-cooperation', 1, 4, false),
	('domains', 'transport', 1, 5, false),
	('meetings', 'jiangsu-2023-10', 1, 6, false),
	('meetings', 'shaanxi-2024-09-02', 1, 7, false),
	('organizations', 'hk-airport-authority', 1, 8, false),
	('organizations', 'hk-government', 1, 9, false),
	('organizations', 'jiangsu-government', 1, 10, false),
	('organizations', 'shaanxi-western-airport-group', 1, 11, false),
	('regions', 'cn-hk', 1, 12, false),
	('regions', 'cn-js', 1, 13, false),
	('regions', 'cn-sn', 1, 14, false),
	('sources', 'china-daily-2003-10-28', 1, 15, false),
	('sources', 'constitutional-and-mainland-affairs-bureau-2010-09-16', 1, 16, false),
	('sources', 'government-world-com-2018-11-28', 1, 17, false),
	('sources', 'government-world-com-2024-09-04', 1, 18, false),
	('sources', 'hk-government-2011-08-23', 1, 19, false),
	('sources', 'hk-government-2018-10-24-2', 1, 20, false),
	('sources', 'hk-government-2023-10-13', 1, 21, false),
	('sources', 'hk-government-2023-10-13-2', 1, 22, false),
	('sources', 'hk-government-2025-04-24', 1, 23, false),
	('sources', 'hong-kong-commercial-daily-2024-07-11', 1, 24, false),
	('sources', 'jiangsu-education-department-2023-10', 1, 25, false),
	('sources', 'kuangye-fazhi-2024-09-04', 1, 26, false),
	('sources', 'legco-2024-10', 1, 27, false),
	('agreements', 'shaanxi-2024-09-02-aviation', 2, 28, false),
	('agreements', 'jiangsu-2023-10-general-cooperation', 2, 29, true);
--> statement-breakpoint
INSERT INTO public.regions VALUES
	('cn-hk', 12, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Hong Kong', '''810000'':99B ''=810000'':99B ''=cn'':77B ''=hk'':78B ''=hong'':1A ''=kong'':2A ''=別'':26A ''=別行'':26A ''=别'':53A ''=别行'':53A ''=区'':56A ''=區'':29A ''=政'':28A,55A ''=政区'':55A ''=政區'':28A ''=港'':24A,51A ''=港特'':24A,51A ''=特'':25A,52A ''=特別'':25A ''=特别'':52A ''=行'':27A,54A ''=行政'':27A,54A ''=香'':23A,50A ''=香港'':23A,50A ''cn'':77B ''hk'':78B ''hong'':1A ''kong'':2A ''别'':26A,53A ''别行'':26A,53A ''区'':29A,56A ''政'':28A,55A ''政区'':28A,55A ''港'':24A,51A ''港特'':24A,51A ''特'':25A,52A ''特别'':25A,52A ''行'':27A,54A ''行政'':27A,54A ''香'':23A,50A ''香港'':23A,50A', 'sar', NULL, '{iso-3166-2:CN-HK,gb-t-2260:810000}'),
	('cn-js', 13, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Jiangsu', '''320000'':90B ''=320000'':90B ''=cn'':68B ''=jiangsu'':1A ''=js'':69B ''=江'':22A,45A ''=江苏'':45A ''=江蘇'':22A ''=省'':24A,47A ''=苏'':46A ''=苏省'':46A ''=蘇'':23A ''=蘇省'':23A ''cn'':68B ''jiangsu'':1A ''js'':69B ''江'':22A,45A ''江苏'':22A,45A ''省'':24A,47A ''苏'':23A,46A ''苏省'':23A,46A', 'province', NULL, '{iso-3166-2:CN-JS,gb-t-2260:320000}'),
	('cn-sn', 14, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Shaanxi', '''610000'':90B ''=610000'':90B ''=cn'':68B ''=shaanxi'':1A ''=sn'':69B ''=省'':24A,47A ''=西'':23A,46A ''=西省'':23A,46A ''=陕'':45A ''=陕西'':45A ''=陝'':22A ''=陝西'':22A ''cn'':68B ''shaanxi'':1A ''sn'':69B ''省'':24A,47A ''西'':23A,46A ''西省'':23A,46A ''陕'':22A,45A ''陕西'':22A,45A', 'province', NULL, '{iso-3166-2:CN-SN,gb-t-2260:610000}');
--> statement-breakpoint
INSERT INTO public.revisions VALUES
	('6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'import', NULL, NULL, 1, '2026-11-26 04:33:10.65384+00', 1, 27, '\x2026048e3f6b88688611cb4d4c19b4f7e294477e5cfd747fbd48ed56f5aef3eb'),
	('9aaacc9e-9c49-4013-b3bc-ac1df8ead227', 'import', 'Less is known than was thought.', NULL, 2, '2026-11-26 04:33:10.667614+00', 28, 28, '\xaf5a9613290a8dd1ab52f54781fa922cabf051ab16f3eb3846c808ad24d83f87'),
	('c1a8a219-1490-44da-a2e3-9edd8395a7cb', 'import', 'It was entered twice.', NULL, 3, '2026-11-26 04:33:10.676639+00', 29, 29, '\xf9ad9addddfe887bdd8da107a4503e2d7376bbc4321f99ed6c8292648019ac59');
--> statement-breakpoint
INSERT INTO public.sources VALUES
	('china-daily-2003-10-28', 15, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Twin-city bond to benefit nation', '''=benefit'':5A ''=bond'':3A ''=china'':27B ''=city'':2A ''=daily'':28B ''=nation'':6A ''=to'':4A ''=twin'':1A ''benefit'':5A ''bond'':3A ''china'':27B ''citi'':2A ''daili'':28B ''nation'':6A ''to'':4A ''twin'':1A', 'news-report', 'China Daily', 'en', false, '2003-10-28', '2003-10-28', '2003-10-28'),
	('constitutional-and-mainland-affairs-bureau-2010-09-16', 16, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', '13th Plenary of the Hong Kong/Guangdong Co-operation Joint Conference held in Guangzhou today (with Annex)', '''13th'':1A ''=13th'':1A ''=affairs'':40B ''=and'':38B ''=annex'':16A ''=bureau'':41B ''=co-operation'':8A ''=conference'':10A ''=constitutional'':37B ''=guangdong'':7A ''=guangzhou'':13A ''=held'':11A ''=hong'':5A ''=in'':12A ''=joint'':9A ''=kong'':6A ''=mainland'':39B ''=of'':3A ''=plenary'':2A ''=the'':4A ''=today'':14A ''=with'':15A ''affair'':40B ''and'':38B ''annex'':16A ''bureau'':41B ''confer'':10A ''constitut'':37B ''cooper'':8A ''guangdong'':7A ''guangzhou'':13A ''held'':11A ''hong'':5A ''in'':12A ''joint'':9A ''kong'':6A ''mainland'':39B ''of'':3A ''plenari'':2A ''the'':4A ''todai'':14A ''with'':15A', 'press-release', 'Constitutional and Mainland Affairs Bureau', 'en', false, '2010-09-16', '2010-09-16', '2010-09-16'),
	('government-world-com-2018-11-28', 17, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'CS and Vice-Governor of Fujian Province co-chair Hong Kong/Fujian Co-operation Conference (with photos/videos)', '''=and'':2A ''=chair'':9A ''=co'':8A ''=co-operation'':13A ''=com'':40B ''=conference'':14A ''=cs'':1A ''=fujian'':6A,12A ''=government'':38B ''=governor'':4A ''=hong'':10A ''=kong'':11A ''=of'':5A ''=photos'':16A ''=province'':7A ''=vice'':3A ''=videos'':17A ''=with'':15A ''=world'':39B ''and'':2A ''chair'':9A ''co'':8A ''com'':40B ''confer'':14A ''cooper'':13A ''cs'':1A ''fujian'':6A,12A ''govern'':38B ''governor'':4A ''hong'':10A ''kong'':11A ''of'':5A ''photo'':16A ''provinc'':7A ''vice'':3A ''video'':17A ''with'':15A ''world'':39B', 'news-report', 'government-world.com', 'en', true, '2018-11-28', '2018-11-28', '2018-11-28'),
	('government-world-com-2024-09-04', 18, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Shaanxi and Hong Kong sign a number of co-operation agreements in Hong Kong (with photos/video)', '''=a'':6A ''=agreements'':10A ''=and'':2A ''=co-operation'':9A ''=com'':39B ''=government'':37B ''=hong'':3A,12A ''=in'':11A ''=kong'':4A,13A ''=number'':7A ''=of'':8A ''=photos'':15A ''=shaanxi'':1A ''=sign'':5A ''=video'':16A ''=with'':14A ''=world'':38B ''a'':6A ''agreement'':10A ''and'':2A ''com'':39B ''cooper'':9A ''govern'':37B ''hong'':3A,12A ''in'':11A ''kong'':4A,13A ''number'':7A ''of'':8A ''photo'':15A ''shaanxi'':1A ''sign'':5A ''video'':16A ''with'':14A ''world'':38B', 'news-report', 'government-world.com', 'en', true, '2024-09-04', '2024-09-04', '2024-09-04'),
	('hk-government-2011-08-23', 19, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Fourteenth Plenary of the Hong Kong/Guangdong Co-operation Joint Conference held in Hong Kong (with photos)', '''=co-operation'':8A ''=conference'':10A ''=fourteenth'':1A ''=gov'':40B ''=government'':38B ''=guangdong'':7A ''=held'':11A ''=hk'':41B ''=hksar'':37B ''=hong'':5A,13A ''=in'':12A ''=info'':39B ''=joint'':9A ''=kong'':6A,14A ''=of'':3A ''=photos'':16A ''=plenary'':2A ''=the'':4A ''=with'':15A ''confer'':10A ''cooper'':8A ''fourteenth'':1A ''gov'':40B ''govern'':38B ''guangdong'':7A ''held'':11A ''hk'':41B ''hksar'':37B ''hong'':5A,13A ''in'':12A ''info'':39B ''joint'':9A ''kong'':6A,14A ''of'':3A ''photo'':16A ''plenari'':2A ''the'':4A ''with'':15A', 'press-release', 'HKSAR Government (info.gov.hk)', 'en', false, '2011-08-23', '2011-08-23', '2011-08-23'),
	('hk-government-2018-10-24-2', 20, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', '行政长官展开北京访问行程（附图/短片）', '''=gov'':41B ''=government'':38B ''=hk'':42B ''=hksar'':37B ''=isd'':40B ''=sc'':39B ''=京'':8A ''=京访'':8A ''=北'':7A ''=北京'':7A ''=图'':14A ''=官'':4A ''=官展'':4A ''=展'':5A ''=展开'':5A ''=开'':6A ''=开北'':6A ''=政'':2A ''=政长'':2A ''=片'':16A ''=短'':15A ''=短片'':15A ''=程'':12A ''=行'':1A,11A ''=行政'':1A ''=行程'':11A ''=访'':9A ''=访问'':9A ''=长'':3A ''=长官'':3A ''=问'':10A ''=问行'':10A ''=附'':13A ''=附图'':13A ''gov'':41B ''govern'':38B ''hk'':42B ''hksar'':37B ''isd'':40B ''sc'':39B ''京'':8A ''京访'':8A ''北'':7A ''北京'':7A ''图'':14A ''官'':4A ''官展'':4A ''展'':5A ''展开'':5A ''开'':6A ''开北'':6A ''政'':2A ''政长'':2A ''片'':16A ''短'':15A ''短片'':15A ''程'':12A ''行'':1A,11A ''行政'':1A ''行程'':11A ''访'':9A ''访问'':9A ''长'':3A ''长官'':3A ''问'':10A ''问行'':10A ''附'':13A ''附图'':13A', 'press-release', 'HKSAR Government (sc.isd.gov.hk)', 'zh-Hans', false, '2018-10-24', '2018-10-24', '2018-10-24'),
	('hk-government-2023-10-13', 21, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'High-Level Meeting cum Signing Ceremony of Hong Kong/Jiangsu Co-operation Agreements held in Hong Kong (with photos/video)', '''=agreements'':12A ''=ceremony'':6A ''=co-operation'':11A ''=cum'':4A ''=gov'':41B ''=held'':13A ''=high'':1A ''=hk'':42B ''=hong'':8A,15A ''=in'':14A ''=info'':40B ''=jiangsu'':10A ''=kong'':9A,16A ''=level'':2A ''=meeting'':3A ''=of'':7A ''=photos'':18A ''=signing'':5A ''=video'':19A ''=with'':17A ''agreement'':12A ''ceremoni'':6A ''cooper'':11A ''cum'':4A ''gov'':41B ''held'':13A ''high'':1A ''hk'':42B ''hong'':8A,15A ''in'':14A ''info'':40B ''jiangsu'':10A ''kong'':9A,16A ''level'':2A ''meet'':3A ''of'':7A ''photo'':18A ''sign'':5A ''video'':19A ''with'':17A', 'press-release', 'info.gov.hk', 'en', false, '2023-10-13', '2023-10-13', '2023-10-13'),
	('hk-government-2023-10-13-2', 22, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', '苏港高层会晤暨苏港合作协议签署仪式在香港举行(附图/短片)', '''=gov'':48B,52B ''=hk'':49B,53B ''=info'':47B ''=isd'':51B ''=mirror'':54B ''=sc'':50B ''=举'':21A ''=举行'':21A ''=仪'':16A ''=仪式'':16A ''=会'':5A ''=会晤'':5A ''=作'':11A ''=作协'':11A ''=协'':12A ''=协议'':12A ''=合'':10A ''=合作'':10A ''=图'':24A ''=在'':18A ''=在香'':18A ''=层'':4A ''=层会'':4A ''=式'':17A ''=式在'':17A ''=晤'':6A ''=晤暨'':6A ''=暨'':7A ''=暨苏'':7A ''=港'':2A,9A,20A ''=港举'':20A ''=港合'':9A ''=港高'':2A ''=片'':26A ''=短'':25A ''=短片'':25A ''=签'':14A ''=签署'':14A ''=署'':15A ''=署仪'':15A ''=苏'':1A,8A ''=苏港'':1A,8A ''=行'':22A ''=议'':13A ''=议签'':13A ''=附'':23A ''=附图'':23A ''=香'':19A ''=香港'':19A ''=高'':3A ''=高层'':3A ''gov'':48B,52B ''hk'':49B,53B ''info'':47B ''isd'':51B ''mirror'':54B ''sc'':50B ''举'':21A ''举行'':21A ''仪'':16A ''仪式'':16A ''会'':5A ''会晤'':5A ''作'':11A ''作协'':11A ''协'':12A ''协议'':12A ''合'':10A ''合作'':10A ''图'':24A ''在'':18A ''在香'':18A ''层'':4A ''层会'':4A ''式'':17A ''式在'':17A ''晤'':6A ''晤暨'':6A ''暨'':7A ''暨苏'':7A ''港'':2A,9A,20A ''港举'':20A ''港合'':9A ''港高'':2A ''片'':26A ''短'':25A ''短片'':25A ''签'':14A ''签署'':14A ''署'':15A ''署仪'':15A ''苏'':1A,8A ''苏港'':1A,8A ''行'':22A ''议'':13A ''议签'':13A ''附'':23A ''附图'':23A ''香'':19A ''香港'':19A ''高'':3A ''高层'':3A', 'press-release', 'info.gov.hk (sc.isd.gov.hk mirror)', 'zh-Hans', false, '2023-10-13', '2023-10-13', '2023-10-13'),
	('hk-government-2025-04-24', 23, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'High-Level Meeting cum First Plenary Session of Hong Kong/Zhejiang Co-operation Conference held in Hangzhou (with photos)', '''=co-operation'':12A ''=conference'':13A ''=cum'':4A ''=first'':5A ''=gov'':40B ''=hangzhou'':16A ''=held'':14A ''=high'':1A ''=hk'':41B ''=hong'':9A ''=in'':15A ''=info'':39B ''=kong'':10A ''=level'':2A ''=meeting'':3A ''=of'':8A ''=photos'':18A ''=plenary'':6A ''=session'':7A ''=with'':17A ''=zhejiang'':11A ''confer'':13A ''cooper'':12A ''cum'':4A ''first'':5A ''gov'':40B ''hangzhou'':16A ''held'':14A ''high'':1A ''hk'':41B ''hong'':9A ''in'':15A ''info'':39B ''kong'':10A ''level'':2A ''meet'':3A ''of'':8A ''photo'':18A ''plenari'':6A ''session'':7A ''with'':17A ''zhejiang'':11A', 'press-release', 'info.gov.hk', 'en', false, '2025-04-24', '2025-04-24', '2025-04-24'),
	('hong-kong-commercial-daily-2024-07-11', 24, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Report of 11 July 2024', '''07'':27A,53A ''11'':3A,28A,54A ''2024'':5A,26A,52A ''=07'':27A,53A ''=11'':3A,28A,54A ''=2024'':5A,26A,52A ''=commercial'':80B ''=daily'':81B ''=hong'':78B ''=july'':4A ''=kong'':79B ''=of'':2A ''=report'':1A ''=報'':30A ''=報道'':30A ''=报'':56A ''=报道'':56A ''=的'':29A,55A ''=的報'':29A ''=的报'':55A ''=道'':31A,57A ''commerci'':80B ''daili'':81B ''hong'':78B ''juli'':4A ''kong'':79B ''of'':2A ''report'':1A ''报'':30A,56A ''报道'':30A,56A ''的'':29A,55A ''的报'':29A,55A ''道'':31A,57A', 'news-report', 'Hong Kong Commercial Daily', 'zh-Hant', true, '2024-07-11', '2024-07-11', '2024-07-11'),
	('jiangsu-education-department-2023-10', 25, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'Report of October 2023', '''10'':26A,51A ''2023'':4A,25A,50A ''=10'':26A,51A ''=2023'':4A,25A,50A ''=department'':83B ''=education'':85B ''=jiangsu'':81B ''=october'':3A ''=of'':2A,84B ''=provincial'':82B ''=report'':1A ''=厅'':80B ''=報'':28A ''=報道'':28A ''=报'':53A ''=报道'':53A ''=教'':78B ''=教育'':78B ''=江'':75B ''=江苏'':75B ''=的'':27A,52A ''=的報'':27A ''=的报'':52A ''=省'':77B ''=省教'':77B ''=育'':79B ''=育厅'':79B ''=苏'':76B ''=苏省'':76B ''=道'':29A,54A ''depart'':83B ''educ'':85B ''jiangsu'':81B ''octob'':3A ''of'':2A,84B ''provinci'':82B ''report'':1A ''厅'':80B ''报'':28A,53A ''报道'':28A,53A ''教'':78B ''教育'':78B ''江'':75B ''江苏'':75B ''的'':27A,52A ''的报'':27A,52A ''省'':77B ''省教'':77B ''育'':79B ''育厅'':79B ''苏'':76B ''苏省'':76B ''道'':29A,54A', 'news-report', '江苏省教育厅 (Jiangsu Provincial Department of Education)', 'zh-Hans', true, '2023-10-01', '2023-10-31', '2023-10-01'),
	('kuangye-fazhi-2024-09-04', 26, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', '陕粤港澳活动周首场签约在香港举行', '''=业'':38B ''=业法'':38B ''=举'':15A ''=举行'':15A ''=动'':6A ''=动周'':6A ''=周'':7A ''=周首'':7A ''=在'':12A ''=在香'':12A ''=场'':9A ''=场签'':9A ''=治'':40B ''=治网'':40B ''=法'':39B ''=法治'':39B ''=活'':5A ''=活动'':5A ''=港'':3A,14A ''=港举'':14A ''=港澳'':3A ''=澳'':4A ''=澳活'':4A ''=矿'':37B ''=矿业'':37B ''=签'':10A ''=签约'':10A ''=粤'':2A ''=粤港'':2A ''=约'':11A ''=约在'':11A ''=网'':41B ''=行'':16A ''=陕'':1A ''=陕粤'':1A ''=首'':8A ''=首场'':8A ''=香'':13A ''=香港'':13A ''业'':38B ''业法'':38B ''举'':15A ''举行'':15A ''动'':6A ''动周'':6A ''周'':7A ''周首'':7A ''在'':12A ''在香'':12A ''场'':9A ''场签'':9A ''治'':40B ''治网'':40B ''法'':39B ''法治'':39B ''活'':5A ''活动'':5A ''港'':3A,14A ''港举'':14A ''港澳'':3A ''澳'':4A ''澳活'':4A ''矿'':37B ''矿业'':37B ''签'':10A ''签约'':10A ''粤'':2A ''粤港'':2A ''约'':11A ''约在'':11A ''网'':41B ''行'':16A ''陕'':1A ''陕粤'':1A ''首'':8A ''首场'':8A ''香'':13A ''香港'':13A', 'news-report', '矿业法治网', 'zh-Hans', true, '2024-09-04', '2024-09-04', '2024-09-04'),
	('legco-2024-10', 27, '2026-11-26 04:33:10.571+00', '2026-11-26 04:33:10.571+00', 'The Chief Executive''s 2024 Policy Address: policy measures of the Constitutional and Mainland Affairs Bureau on co-operation with the Mainland', '''2024'':4A,45A,94A ''=2024'':4A,45A,94A ''=address'':6A ''=affairs'':14A,142B ''=and'':12A,140B ''=bureau'':15A,143B ''=chief'':2A ''=co-operation'':17A ''=constitutional'':11A,139B ''=executive''''s'':3A ''=mainland'':13A,20A,141B ''=measures'':8A ''=of'':9A ''=on'':16A ''=policy'':5A,7A ''=the'':1A,10A,19A ''=with'':18A ''=事'':56A,105A ''=事务'':105A ''=事務'':56A ''=作'':64A,113A ''=作的'':64A,113A ''=內'':54A,61A ''=內地'':54A,61A ''=关'':109A ''=关内'':109A ''=内'':103A,110A ''=内地'':103A,110A ''=制'':52A,101A ''=制及'':52A,101A ''=务'':106A ''=务局'':106A ''=務'':57A ''=務局'':57A ''=及'':53A,102A ''=及內'':53A ''=及内'':102A ''=合'':63A,112A ''=合作'':63A,112A ''=告'':50A,99A ''=地'':55A,62A,104A,111A ''=地事'':55A,104A ''=地合'':62A,111A ''=報'':49A ''=報告'':49A ''=官'':44A,93A ''=局'':58A,107A ''=局有'':58A,107A ''=年'':46A,95A ''=年施'':46A,95A ''=报'':98A ''=报告'':98A ''=措'':68A,117A ''=措施'':68A,117A ''=政'':42A,48A,51A,66A,91A,97A,100A,115A ''=政制'':51A,100A ''=政報'':48A ''=政报'':97A ''=政策'':66A,115A ''=政長'':42A ''=政长'':91A ''=施'':47A,69A,96A,118A ''=施政'':47A,96A ''=有'':59A,108A ''=有关'':108A ''=有關'':59A ''=的'':65A,114A ''=的政'':65A,114A ''=策'':67A,116A ''=策措'':67A,116A ''=行'':41A,90A ''=行政'':41A,90A ''=長'':43A ''=長官'':43A ''=长'':92A ''=长官'':92A ''=關'':60A ''=關內'':60A ''address'':6A ''affair'':14A,142B ''and'':12A,140B ''bureau'':15A,143B ''chief'':2A ''constitut'':11A,139B ''cooper'':17A ''execut'':3A ''mainland'':13A,20A,141B ''measur'':8A ''of'':9A ''on'':16A ''polici'':5A,7A ''the'':1A,10A,19A ''with'':18A ''事'':56A,105A ''事务'':56A,105A ''作'':64A,113A ''作的'':64A,113A ''关'':60A,109A ''关内'':60A,109A ''内'':54A,61A,103A,110A ''内地'':54A,61A,103A,110A ''制'':52A,101A ''制及'':52A,101A ''务'':57A,106A ''务局'':57A,106A ''及'':53A,102A ''及内'':53A,102A ''合'':63A,112A ''合作'':63A,112A ''告'':50A,99A ''地'':55A,62A,104A,111A ''地事'':55A,104A ''地合'':62A,111A ''官'':44A,93A ''局'':58A,107A ''局有'':58A,107A ''年'':46A,95A ''年施'':46A,95A ''报'':49A,98A ''报告'':49A,98A ''措'':68A,117A ''措施'':68A,117A ''政'':42A,48A,51A,66A,91A,97A,100A,115A ''政制'':51A,100A ''政报'':48A,97A ''政策'':66A,115A ''政长'':42A,91A ''施'':47A,69A,96A,118A ''施政'':47A,96A ''有'':59A,108A ''有关'':59A,108A ''的'':65A,114A ''的政'':65A,114A ''策'':67A,116A ''策措'':67A,116A ''行'':41A,90A ''行政'':41A,90A ''长'':43A,92A ''长官'':43A,92A', 'paper', 'Constitutional and Mainland Affairs Bureau', 'zh-Hant', true, '2024-10-01', '2024-10-31', '2024-10-01');
--> statement-breakpoint
INSERT INTO public.versions OVERRIDING SYSTEM VALUE VALUES
	(1, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'agreements', 'jiangsu-2023-10-general-cooperation', 1, 'create', '{"id":"jiangsu-2023-10-general-cooperation","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","title":{"en":"Hong Kong/Jiangsu co-operation agreement (12 areas)","zh-Hant":"深化蘇港交流合作協議","zh-Hans":"深化苏港交流合作协议"},"origins":{"en":"reported","zh-Hant":"converted","zh-Hans":"reported"},"type":"cooperation-agreement","typeAsStated":"协议","status":"signed","signedOn":"2023-10-13","mechanism":null,"meeting":"jiangsu-2023-10","parties":["cn-hk","cn-js"],"signatories":[{"organization":"hk-government","side":"hk"},{"organization":"jiangsu-government","side":"mainland"}],"domains":["general-cooperation"],"domainBasis":"inferred","countedInClaims":false,"confidence":"medium","citations":[{"source":"jiangsu-education-department-2023-10"}]}', '\x42d5348ca6c1315b8adbbfcc37a9eed5ccbb9630829c4ad0eb2b9c24778f1969'),
	(2, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'agreements', 'shaanxi-2024-09-02-aviation', 1, 'create', '{"id":"shaanxi-2024-09-02-aviation","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","title":{"en":"Memorandum of co-operation matters","zh-Hant":"合作事項備忘錄","zh-Hans":"合作事项备忘录"},"origins":{"en":"reported","zh-Hant":"converted","zh-Hans":"reported"},"type":"memorandum-of-understanding","typeAsStated":"备忘录","status":"signed","signedOn":"2024-09-02","mechanism":null,"meeting":"shaanxi-2024-09-02","parties":["cn-hk","cn-sn"],"signatories":[{"organization":"hk-airport-authority","side":"hk"},{"organization":"shaanxi-western-airport-group","side":"mainland"}],"domains":["aviation"],"domainBasis":"stated","countedInClaims":true,"confidence":"medium","citations":[{"source":"kuangye-fazhi-2024-09-04"}]}', '\x0617984f7a0a7e60bf20aaaeac2b95d210760ef4856c9a29ff464f0ac82630c9'),
	(3, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'domains', 'aviation', 1, 'create', '{"id":"aviation","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","name":{"en":"Aviation","zh-Hant":"航空","zh-Hans":"航空"},"origins":{"en":"translated","zh-Hant":"reported","zh-Hans":"converted"},"altLabels":[{"language":"zh-Hant","label":"民航"},{"language":"en","label":"civil aviation"},{"language":"en","label":"airport management"}],"parent":"transport","definition":{"en":"Civil aviation and airports.","zh-Hant":"民用航空及機場。","zh-Hans":"民用航空及机场。"},"citations":[{"source":"hk-government-2025-04-24","fields":["/altLabels"]},{"source":"china-daily-2003-10-28","note":"A document in this domain."}]}', '\xd13befea17025784eca5d01c8fbfabcf81bdc9fbe7386585a730c5758ad5544b'),
	(4, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'domains', 'general-cooperation', 1, 'create', '{"id":"general-cooperation","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","name":{"en":"General co-operation","zh-Hant":"全面合作","zh-Hans":"全面合作"},"origins":{"en":"translated","zh-Hant":"translated","zh-Hans":"converted"},"altLabels":[{"language":"en","label":"close liaison and exchanges"},{"language":"en","label":"Key co-operation areas"}],"parent":null,"definition":{"en":"Co-operation as a whole: framework documents, minutes and work plans.","zh-Hant":"整體合作：框架文件、會議紀要及工作計劃。","zh-Hans":"整体合作：框架文件、会议纪要及工作计划。"},"citations":[{"source":"constitutional-and-mainland-affairs-bureau-2010-09-16","fields":["/altLabels"]},{"source":"hk-government-2011-08-23","fields":["/altLabels"]},{"source":"government-world-com-2018-11-28","fields":["/altLabels"]}]}', '\xd3067f86ab8f67110a01df87c8c8b81f371d4732a2725f1b997ff58c6fba4256'),
	(5, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'domains', 'transport', 1, 'create', '{"id":"transport","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","name":{"en":"Transport","zh-Hant":"交通","zh-Hans":"交通"},"origins":{"en":"translated","zh-Hant":"official","zh-Hans":"converted"},"altLabels":[{"language":"zh-Hant","label":"交通物流"},{"language":"zh-Hant","label":"跨境交通"},{"language":"en","label":"cross-boundary transport"},{"language":"zh-Hans","label":"跨境交通"}],"parent":null,"definition":{"en":"Movement of people and goods and what it runs on.","zh-Hant":"人員及貨物的往來及所需設施。","zh-Hans":"人员及货物的往来及所需设施。"},"citations":[{"source":"legco-2024-10","locator":"para 16","fields":["/name","/altLabels"]},{"source":"legco-2024-10","locator":"para 18","fields":["/name","/altLabels"]},{"source":"hong-kong-commercial-daily-2024-07-11","fields":["/altLabels"]}]}', '\x3d75b2147f9c4a3f36235edd13bbd0cc57340c077fa5b5b3c1b0802d76c332b3'),
	(6, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'meetings', 'jiangsu-2023-10', 1, 'create', '{"id":"jiangsu-2023-10","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","mechanism":null,"parties":["cn-hk","cn-js"],"kind":"ceremony","ordinal":null,"name":{"en":"High-Level Meeting cum Signing Ceremony of Hong Kong/Jiangsu Co-operation Agreements","zh-Hant":"蘇港高層會晤暨蘇港合作協議簽署儀式","zh-Hans":"苏港高层会晤暨苏港合作协议签署仪式"},"origins":{"en":"official","zh-Hant":"converted","zh-Hans":"official"},"date":"2023-10-13","place":{"en":"Hong Kong","zh-Hant":"香港","zh-Hans":"香港"},"format":"in-person","leads":[{"side":"hk","name":{"en":"John Lee","zh-Hant":"李家超"},"title":{"en":"Chief Executive","zh-Hant":"行政長官"}},{"side":"mainland","name":{"en":"Xin Changxing","zh-Hant":"信長星"},"title":{"en":"Secretary of the CPC Jiangsu Provincial Committee","zh-Hant":"江蘇省委書記"}},{"side":"mainland","name":{"zh-Hant":"方偉"},"title":{"en":"Vice-Governor of Jiangsu"}},{"side":"hk","name":{"zh-Hant":"陳國基"},"title":{"en":"Chief Secretary for Administration","zh-Hant":"政務司司長"}}],"claims":[{"measure":"agreements","value":5,"scope":"between departments and institutions; the government-level agreement is counted apart","citation":{"source":"jiangsu-education-department-2023-10"}},{"measure":"consensus-areas","value":12,"citation":{"source":"hk-government-2023-10-13"}}],"notes":"The areas recorded here are not the whole list.","citations":[{"source":"hk-government-2023-10-13"},{"source":"hk-government-2023-10-13-2"},{"source":"jiangsu-education-department-2023-10"}]}', '\xf58858ddb490bc64338c82fd562aa455246e17673fa867d1a35891885cc9a746'),
	(7, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'meetings', 'shaanxi-2024-09-02', 1, 'create', '{"id":"shaanxi-2024-09-02","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","mechanism":null,"parties":["cn-hk","cn-sn"],"kind":"ceremony","ordinal":null,"name":{"en":"First signing of the 2024 Shaanxi-Guangdong-Hong Kong-Macao activity week","zh-Hant":"陝粵港澳活動周首場簽約儀式","zh-Hans":"陕粤港澳活动周首场签约仪式"},"origins":{"en":"reported","zh-Hant":"converted","zh-Hans":"official"},"date":"2024-09-02","place":{"en":"Hong Kong","zh-Hant":"香港","zh-Hans":"香港"},"format":"in-person","leads":[{"side":"mainland","name":{"en":"Zhao Yide","zh-Hant":"趙一德"},"title":{"en":"Secretary of the CPC Shaanxi Provincial Committee","zh-Hant":"陝西省委書記"}}],"citations":[{"source":"kuangye-fazhi-2024-09-04"}]}', '\x10e316055d382353f69d6b5895c4a1266de6dd8880a4f2883e6ef6d1ff937baf'),
	(8, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'organizations', 'hk-airport-authority', 1, 'create', '{"id":"hk-airport-authority","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","name":{"en":"Airport Authority Hong Kong","zh-Hant":"香港機場管理局","zh-Hans":"香港机场管理局"},"origins":{"en":"official","zh-Hant":"official","zh-Hans":"converted"},"kind":"statutory-body","side":"hk","region":"cn-hk","parent":null,"covers":[],"identifiers":[],"citations":[{"source":"china-daily-2003-10-28"}]}', '\xa15ada01ce15fe0cfac1d103cd8fcfaff6cc8414624f46c1e34e157357d5e03c'),
	(9, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'organizations', 'hk-government', 1, 'create', '{"id":"hk-government","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","name":{"en":"Government of the Hong Kong Special Administrative Region","zh-Hant":"香港特別行政區政府","zh-Hans":"香港特别行政区政府"},"origins":{"en":"official","zh-Hant":"official","zh-Hans":"converted"},"formerNames":[{"name":{"zh-Hant":"香港特區政府","zh-Hans":"香港特区政府"},"origins":{"zh-Hant":"reported","zh-Hans":"converted"}}],"kind":"government","side":"hk","region":"cn-hk","parent":null,"covers":[],"identifiers":[],"citations":[{"source":"hk-government-2018-10-24-2"}]}', '\x60781e8fd2688a714b42431c7edc3aedca4c7ded436d09978e17023c30cb6bd1'),
	(10, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'organizations', 'jiangsu-government', 1, 'create', '{"id":"jiangsu-government","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","name":{"en":"Jiangsu Provincial People''s Government","zh-Hant":"江蘇省人民政府","zh-Hans":"江苏省人民政府"},"origins":{"en":"official","zh-Hant":"converted","zh-Hans":"converted"},"kind":"government","side":"mainland","region":"cn-js","parent":null,"covers":[],"identifiers":[],"citations":[{"source":"jiangsu-education-department-2023-10"}]}', '\x2a4bc56e9cf5fbeeaba1da2945699cafccf2ff7d75f9c75794b30e414938f547'),
	(11, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'organizations', 'shaanxi-western-airport-group', 1, 'create', '{"id":"shaanxi-western-airport-group","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","name":{"en":"Western Airport Group","zh-Hant":"西部機場集團","zh-Hans":"西部机场集团"},"origins":{"en":"translated","zh-Hant":"official","zh-Hans":"converted"},"kind":"enterprise","side":"mainland","region":"cn-sn","parent":null,"covers":[],"identifiers":[],"citations":[{"source":"kuangye-fazhi-2024-09-04"}]}', '\x6a45e8551927669395dc59d62c4467da0a72f39bf13936a5cd3741112aaa8bae'),
	(12, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'regions', 'cn-hk', 1, 'create', '{"id":"cn-hk","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","name":{"en":"Hong Kong","zh-Hant":"香港特別行政區","zh-Hans":"香港特别行政区"},"origins":{"en":"official","zh-Hant":"official","zh-Hans":"converted"},"kind":"sar","parent":null,"members":[],"codes":[{"scheme":"iso-3166-2","value":"CN-HK"},{"scheme":"gb-t-2260","value":"810000"}],"citations":[{"source":"hk-government-2018-10-24-2"}]}', '\x3964ea0d9de556b5f67a65326eb62c473a303b49ea2b5d13899dc035bebc8a6a'),
	(13, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'regions', 'cn-js', 1, 'create', '{"id":"cn-js","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","name":{"en":"Jiangsu","zh-Hant":"江蘇省","zh-Hans":"江苏省"},"origins":{"en":"official","zh-Hant":"official","zh-Hans":"converted"},"kind":"province","parent":null,"members":[],"codes":[{"scheme":"iso-3166-2","value":"CN-JS"},{"scheme":"gb-t-2260","value":"320000"}],"citations":[{"source":"jiangsu-education-department-2023-10"}]}', '\x20d36fc8bc03bdadcfef41d90be9993f2d69b66a84e9e29b1e98bf65c30adaeb'),
	(14, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'regions', 'cn-sn', 1, 'create', '{"id":"cn-sn","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","name":{"en":"Shaanxi","zh-Hant":"陝西省","zh-Hans":"陕西省"},"origins":{"en":"official","zh-Hant":"official","zh-Hans":"converted"},"kind":"province","parent":null,"members":[],"codes":[{"scheme":"iso-3166-2","value":"CN-SN"},{"scheme":"gb-t-2260","value":"610000"}],"citations":[{"source":"government-world-com-2024-09-04"}]}', '\x098705930fb8f5669ec08828cec4f2ed37c1a2066b2cc48e046eae5e8b6f3297'),
	(15, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'china-daily-2003-10-28', 1, 'create', '{"id":"china-daily-2003-10-28","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"news-report","publisher":"China Daily","title":{"en":"Twin-city bond to benefit nation"},"origins":{"en":"official"},"published":"2003-10-28","url":"http://global.chinadaily.com.cn/en/doc/2003-10/28/content_276060.htm","language":"en","reprint":false}', '\x135f39f5ba4861dfe5598f415c973e5b73b2c6ae46851e2e995b962250088219'),
	(16, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'constitutional-and-mainland-affairs-bureau-2010-09-16', 1, 'create', '{"id":"constitutional-and-mainland-affairs-bureau-2010-09-16","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"press-release","publisher":"Constitutional and Mainland Affairs Bureau","title":{"en":"13th Plenary of the Hong Kong/Guangdong Co-operation Joint Conference held in Guangzhou today (with Annex)"},"origins":{"en":"official"},"published":"2010-09-16","url":"https://www.cmab.gov.hk/en/press/press_2557.htm","language":"en","reprint":false}', '\xdddbc68e3ed9375f06e71d287fdb1c4c3a0be4bda17874ca72721237aabeb966'),
	(17, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'government-world-com-2018-11-28', 1, 'create', '{"id":"government-world-com-2018-11-28","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"news-report","publisher":"government-world.com","title":{"en":"CS and Vice-Governor of Fujian Province co-chair Hong Kong/Fujian Co-operation Conference (with photos/videos)"},"origins":{"en":"official"},"published":"2018-11-28","language":"en","reprint":true}', '\xf13bd74613ce6db2ef58c0fc2f8c214666acd26b2e569ba22e934244601d30b1'),
	(18, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'government-world-com-2024-09-04', 1, 'create', '{"id":"government-world-com-2024-09-04","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"news-report","publisher":"government-world.com","title":{"en":"Shaanxi and Hong Kong sign a number of co-operation agreements in Hong Kong (with photos/video)"},"origins":{"en":"official"},"published":"2024-09-04","language":"en","reprint":true}', '\x1beada6096475759ef7f317e8d9cdb158277fd2992c7dc468b6d252aeec16857'),
	(19, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'hk-government-2011-08-23', 1, 'create', '{"id":"hk-government-2011-08-23","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"press-release","publisher":"HKSAR Government (info.gov.hk)","title":{"en":"Fourteenth Plenary of the Hong Kong/Guangdong Co-operation Joint Conference held in Hong Kong (with photos)"},"origins":{"en":"official"},"published":"2011-08-23","url":"https://www.info.gov.hk/gia/general/201108/23/P201108230196.htm","language":"en","reprint":false}', '\xb8e3f78051d12e7b0f2e1f4732d213b61b337543322346760ad83fc25b501317'),
	(20, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'hk-government-2018-10-24-2', 1, 'create', '{"id":"hk-government-2018-10-24-2","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"press-release","publisher":"HKSAR Government (sc.isd.gov.hk)","title":{"zh-Hans":"行政长官展开北京访问行程（附图/短片）"},"origins":{"zh-Hans":"official"},"published":"2018-10-24","url":"https://sc.isd.gov.hk/TuniS/www.info.gov.hk/gia/general/201810/24/P2018102400846.htm","language":"zh-Hans","reprint":false}', '\x7c58bef3dd97cb9ebb2a779fd3801e2793fa64aa0abe6e8d414dd9f912d10b86'),
	(21, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'hk-government-2023-10-13', 1, 'create', '{"id":"hk-government-2023-10-13","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"press-release","publisher":"info.gov.hk","title":{"en":"High-Level Meeting cum Signing Ceremony of Hong Kong/Jiangsu Co-operation Agreements held in Hong Kong (with photos/video)"},"origins":{"en":"official"},"published":"2023-10-13","url":"https://www.info.gov.hk/gia/general/202310/13/P2023101300652.htm","language":"en","reprint":false}', '\xe9938e3ff4a6b0fa411a591e99bbf5f73463292882de50d96412bbc3377cdf93'),
	(22, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'hk-government-2023-10-13-2', 1, 'create', '{"id":"hk-government-2023-10-13-2","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"press-release","publisher":"info.gov.hk (sc.isd.gov.hk mirror)","title":{"zh-Hans":"苏港高层会晤暨苏港合作协议签署仪式在香港举行(附图/短片)"},"origins":{"zh-Hans":"official"},"published":"2023-10-13","url":"https://sc.isd.gov.hk/TuniS//www.info.gov.hk/gia/general/202310/13/P2023101300665.htm","language":"zh-Hans","reprint":false}', '\x6dbbb8af1ed6af37efa820de1ddc40cf1a0587ce3b8c7043bc0ee317001f0c9a'),
	(23, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'hk-government-2025-04-24', 1, 'create', '{"id":"hk-government-2025-04-24","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"press-release","publisher":"info.gov.hk","title":{"en":"High-Level Meeting cum First Plenary Session of Hong Kong/Zhejiang Co-operation Conference held in Hangzhou (with photos)"},"origins":{"en":"official"},"published":"2025-04-24","url":"https://www.info.gov.hk/gia/general/202504/24/P2025042400475.htm","language":"en","reprint":false}', '\x50e41e99710e5a872e24eefd883eeae9633fbc4327333f5bd5d0297a541f1f50'),
	(24, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'hong-kong-commercial-daily-2024-07-11', 1, 'create', '{"id":"hong-kong-commercial-daily-2024-07-11","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"news-report","publisher":"Hong Kong Commercial Daily","title":{"en":"Report of 11 July 2024","zh-Hant":"2024-07-11 的報道","zh-Hans":"2024-07-11 的报道"},"origins":{"en":"translated","zh-Hant":"translated","zh-Hans":"translated"},"published":"2024-07-11","language":"zh-Hant","reprint":true}', '\x6688220d4c540cb797a4cc9279115903c100cd876eff615da1823e6c2426482f'),
	(25, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'jiangsu-education-department-2023-10', 1, 'create', '{"id":"jiangsu-education-department-2023-10","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"news-report","publisher":"江苏省教育厅 (Jiangsu Provincial Department of Education)","title":{"en":"Report of October 2023","zh-Hant":"2023-10 的報道","zh-Hans":"2023-10 的报道"},"origins":{"en":"translated","zh-Hant":"translated","zh-Hans":"translated"},"published":"2023-10","language":"zh-Hans","reprint":true}', '\xc9e9f02a1a8ddf39aca38281447659d3d7ed6a3e9565415019c5305b3df65cca'),
	(26, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'kuangye-fazhi-2024-09-04', 1, 'create', '{"id":"kuangye-fazhi-2024-09-04","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"news-report","publisher":"矿业法治网","title":{"zh-Hans":"陕粤港澳活动周首场签约在香港举行"},"origins":{"zh-Hans":"official"},"published":"2024-09-04","language":"zh-Hans","reprint":true}', '\x16408d4038a8f97901099ec1afdff019252a1c13bb1acc9fcf325fafc43dffde'),
	(27, '6f4bd588-4e5d-4ed8-9b3e-f0f775887129', 'sources', 'legco-2024-10', 1, 'create', '{"id":"legco-2024-10","version":1,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.571Z","kind":"paper","publisher":"Constitutional and Mainland Affairs Bureau","title":{"en":"The Chief Executive''s 2024 Policy Address: policy measures of the Constitutional and Mainland Affairs Bureau on co-operation with the Mainland","zh-Hant":"行政長官 2024 年施政報告：政制及內地事務局有關內地合作的政策措施","zh-Hans":"行政长官 2024 年施政报告：政制及内地事务局有关内地合作的政策措施"},"origins":{"en":"translated","zh-Hant":"official","zh-Hans":"converted"},"published":"2024-10","language":"zh-Hant","reprint":true,"notes":"Paper for the Legislative Council Panel on Commerce, Industry, Innovation and Technology; 22 numbered paragraphs."}', '\x0283522d607ea5222d1448548acbecd7efd447b7bdd28ecd264e48beda7bbebb'),
	(28, '9aaacc9e-9c49-4013-b3bc-ac1df8ead227', 'agreements', 'shaanxi-2024-09-02-aviation', 2, 'update', '{"id":"shaanxi-2024-09-02-aviation","version":2,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.658Z","title":{"en":"Memorandum of co-operation matters","zh-Hant":"合作事項備忘錄","zh-Hans":"合作事项备忘录"},"origins":{"en":"reported","zh-Hant":"converted","zh-Hans":"reported"},"type":"memorandum-of-understanding","typeAsStated":"备忘录","status":"signed","signedOn":"2024-09-02","mechanism":null,"meeting":"shaanxi-2024-09-02","parties":["cn-hk","cn-sn"],"signatories":[{"organization":"hk-airport-authority","side":"hk"},{"organization":"shaanxi-western-airport-group","side":"mainland"}],"domains":["aviation"],"domainBasis":"stated","countedInClaims":true,"confidence":"low","citations":[{"source":"kuangye-fazhi-2024-09-04"}]}', '\x30ccc664f08ee66624012f405bd013dd774be1c16fce73139c3f3fb62e082554'),
	(29, 'c1a8a219-1490-44da-a2e3-9edd8395a7cb', 'agreements', 'jiangsu-2023-10-general-cooperation', 2, 'delete', '{"id":"jiangsu-2023-10-general-cooperation","version":2,"createdAt":"2026-11-26T04:33:10.571Z","updatedAt":"2026-11-26T04:33:10.669Z","deleted":true,"reason":"It was entered twice."}', '\xbb0bccf6463adbba580725b7c8cfc6c82c032b22882a3787a0a76de736028520');
--> statement-breakpoint
SELECT pg_catalog.setval('drizzle.__drizzle_migrations_id_seq', 4, true);
--> statement-breakpoint
SELECT pg_catalog.setval('public.versions_version_id_seq', 29, true);
--> statement-breakpoint
ALTER TABLE ONLY drizzle.__drizzle_migrations
    ADD CONSTRAINT __drizzle_migrations_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_areas
    ADD CONSTRAINT agreement_areas_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_domains
    ADD CONSTRAINT agreement_domains_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_parties
    ADD CONSTRAINT agreement_parties_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_relations
    ADD CONSTRAINT agreement_relations_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_signatories
    ADD CONSTRAINT agreement_signatories_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.agreements
    ADD CONSTRAINT agreements_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.area_domains
    ADD CONSTRAINT area_domains_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.changes
    ADD CONSTRAINT changes_pkey PRIMARY KEY (seq);
--> statement-breakpoint
ALTER TABLE ONLY public.changes
    ADD CONSTRAINT changes_version_id_unique UNIQUE (version_id);
--> statement-breakpoint
ALTER TABLE ONLY public.citations
    ADD CONSTRAINT citations_noun_id_pointer_pk PRIMARY KEY (noun, id, pointer);
--> statement-breakpoint
ALTER TABLE ONLY public.consensus_areas
    ADD CONSTRAINT consensus_areas_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.domains
    ADD CONSTRAINT domains_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.former_ids
    ADD CONSTRAINT former_ids_noun_former_id_pk PRIMARY KEY (noun, former_id);
--> statement-breakpoint
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_principal_key_pk PRIMARY KEY (principal, key);
--> statement-breakpoint
ALTER TABLE ONLY public.keys
    ADD CONSTRAINT keys_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.log_head
    ADD CONSTRAINT log_head_pkey PRIMARY KEY (one);
--> statement-breakpoint
ALTER TABLE ONLY public.measure_domains
    ADD CONSTRAINT measure_domains_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.measure_organizations
    ADD CONSTRAINT measure_organizations_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.measure_regions
    ADD CONSTRAINT measure_regions_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.measures
    ADD CONSTRAINT measures_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.mechanism_leads
    ADD CONSTRAINT mechanism_leads_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.mechanism_parties
    ADD CONSTRAINT mechanism_parties_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.mechanisms
    ADD CONSTRAINT mechanisms_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.meeting_domains
    ADD CONSTRAINT meeting_domains_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.meeting_parties
    ADD CONSTRAINT meeting_parties_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.mirrors
    ADD CONSTRAINT mirrors_pkey PRIMARY KEY (origin);
--> statement-breakpoint
ALTER TABLE ONLY public.organization_covers
    ADD CONSTRAINT organization_covers_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.records
    ADD CONSTRAINT records_noun_id_pk PRIMARY KEY (noun, id);
--> statement-breakpoint
ALTER TABLE ONLY public.region_members
    ADD CONSTRAINT region_members_owner_target_side_pk PRIMARY KEY (owner, target, side);
--> statement-breakpoint
ALTER TABLE ONLY public.regions
    ADD CONSTRAINT regions_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT revisions_pkey PRIMARY KEY (tx);
--> statement-breakpoint
ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT revisions_rev_unique UNIQUE (rev);
--> statement-breakpoint
ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_pkey PRIMARY KEY (id);
--> statement-breakpoint
ALTER TABLE ONLY public.versions
    ADD CONSTRAINT versions_noun_id_version_unique UNIQUE (noun, id, version);
--> statement-breakpoint
ALTER TABLE ONLY public.versions
    ADD CONSTRAINT versions_pkey PRIMARY KEY (version_id);
--> statement-breakpoint
CREATE INDEX agreement_areas_target_on_date_owner_index ON public.agreement_areas USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX agreement_domains_target_on_date_owner_index ON public.agreement_domains USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX agreement_parties_target_on_date_owner_index ON public.agreement_parties USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX agreement_relations_target_on_date_owner_index ON public.agreement_relations USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX agreement_signatories_target_on_date_owner_index ON public.agreement_signatories USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX agreements_identifiers_index ON public.agreements USING gin (identifiers);
--> statement-breakpoint
CREATE INDEX agreements_mechanism_on_date_id_index ON public.agreements USING btree (mechanism, on_date, id);
--> statement-breakpoint
CREATE INDEX agreements_meeting_on_date_id_index ON public.agreements USING btree (meeting, on_date, id);
--> statement-breakpoint
CREATE INDEX agreements_on_date_id_index ON public.agreements USING btree (on_date, id);
--> statement-breakpoint
CREATE INDEX agreements_search_index ON public.agreements USING gin (search);
--> statement-breakpoint
CREATE INDEX agreements_type_on_date_id_index ON public.agreements USING btree (type, on_date, id);
--> statement-breakpoint
CREATE INDEX area_domains_target_on_date_owner_index ON public.area_domains USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX changes_noun_id_seq_index ON public.changes USING btree (noun, id, seq);
--> statement-breakpoint
CREATE INDEX citations_source_locator_index ON public.citations USING btree (source, locator);
--> statement-breakpoint
CREATE INDEX citations_source_noun_id_index ON public.citations USING btree (source, noun, id);
--> statement-breakpoint
CREATE INDEX consensus_areas_meeting_position_id_index ON public.consensus_areas USING btree (meeting, "position", id);
--> statement-breakpoint
CREATE INDEX consensus_areas_search_index ON public.consensus_areas USING gin (search);
--> statement-breakpoint
CREATE INDEX domains_parent_index ON public.domains USING btree (parent);
--> statement-breakpoint
CREATE INDEX domains_search_index ON public.domains USING gin (search);
--> statement-breakpoint
CREATE INDEX former_ids_noun_id_index ON public.former_ids USING btree (noun, id);
--> statement-breakpoint
CREATE INDEX idempotency_created_at_index ON public.idempotency USING btree (created_at);
--> statement-breakpoint
CREATE INDEX measure_domains_target_on_date_owner_index ON public.measure_domains USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX measure_organizations_target_on_date_owner_index ON public.measure_organizations USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX measure_regions_target_on_date_owner_index ON public.measure_regions USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX measures_search_index ON public.measures USING gin (search);
--> statement-breakpoint
CREATE INDEX mechanism_leads_target_on_date_owner_index ON public.mechanism_leads USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX mechanism_parties_target_on_date_owner_index ON public.mechanism_parties USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX mechanisms_on_date_id_index ON public.mechanisms USING btree (on_date, id);
--> statement-breakpoint
CREATE INDEX mechanisms_search_index ON public.mechanisms USING gin (search);
--> statement-breakpoint
CREATE INDEX meeting_domains_target_on_date_owner_index ON public.meeting_domains USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX meeting_parties_target_on_date_owner_index ON public.meeting_parties USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX meetings_mechanism_on_date_id_index ON public.meetings USING btree (mechanism, on_date, id);
--> statement-breakpoint
CREATE INDEX meetings_on_date_id_index ON public.meetings USING btree (on_date, id);
--> statement-breakpoint
CREATE INDEX meetings_search_index ON public.meetings USING gin (search);
--> statement-breakpoint
CREATE INDEX organization_covers_target_on_date_owner_index ON public.organization_covers USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX organizations_kind_index ON public.organizations USING btree (kind);
--> statement-breakpoint
CREATE INDEX organizations_parent_index ON public.organizations USING btree (parent);
--> statement-breakpoint
CREATE INDEX organizations_region_index ON public.organizations USING btree (region);
--> statement-breakpoint
CREATE INDEX organizations_search_index ON public.organizations USING gin (search);
--> statement-breakpoint
CREATE INDEX organizations_successor_index ON public.organizations USING btree (successor);
--> statement-breakpoint
CREATE INDEX region_members_target_on_date_owner_index ON public.region_members USING btree (target, on_date, owner);
--> statement-breakpoint
CREATE INDEX regions_codes_index ON public.regions USING gin (codes);
--> statement-breakpoint
CREATE INDEX regions_parent_index ON public.regions USING btree (parent);
--> statement-breakpoint
CREATE INDEX regions_search_index ON public.regions USING gin (search);
--> statement-breakpoint
CREATE INDEX revisions_committed_at_index ON public.revisions USING btree (committed_at);
--> statement-breakpoint
CREATE INDEX revisions_last_seq_index ON public.revisions USING btree (last_seq);
--> statement-breakpoint
CREATE INDEX sources_on_date_id_index ON public.sources USING btree (on_date, id);
--> statement-breakpoint
CREATE INDEX sources_publisher_index ON public.sources USING btree (publisher);
--> statement-breakpoint
CREATE INDEX sources_search_index ON public.sources USING gin (search);
--> statement-breakpoint
CREATE INDEX versions_tx_index ON public.versions USING btree (tx);
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.changes FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.log_head FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.revisions FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.versions FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
--> statement-breakpoint
CREATE TRIGGER not_sealed AFTER INSERT ON public.versions REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_late_version();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER seal AFTER INSERT ON public.revisions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.seal();
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_areas
    ADD CONSTRAINT agreement_areas_owner_agreements_id_fk FOREIGN KEY (owner) REFERENCES public.agreements(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_areas
    ADD CONSTRAINT agreement_areas_target_consensus_areas_id_fk FOREIGN KEY (target) REFERENCES public.consensus_areas(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_domains
    ADD CONSTRAINT agreement_domains_owner_agreements_id_fk FOREIGN KEY (owner) REFERENCES public.agreements(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_domains
    ADD CONSTRAINT agreement_domains_target_domains_id_fk FOREIGN KEY (target) REFERENCES public.domains(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_parties
    ADD CONSTRAINT agreement_parties_owner_agreements_id_fk FOREIGN KEY (owner) REFERENCES public.agreements(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_parties
    ADD CONSTRAINT agreement_parties_target_regions_id_fk FOREIGN KEY (target) REFERENCES public.regions(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_relations
    ADD CONSTRAINT agreement_relations_owner_agreements_id_fk FOREIGN KEY (owner) REFERENCES public.agreements(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_relations
    ADD CONSTRAINT agreement_relations_target_agreements_id_fk FOREIGN KEY (target) REFERENCES public.agreements(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_signatories
    ADD CONSTRAINT agreement_signatories_owner_agreements_id_fk FOREIGN KEY (owner) REFERENCES public.agreements(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreement_signatories
    ADD CONSTRAINT agreement_signatories_target_organizations_id_fk FOREIGN KEY (target) REFERENCES public.organizations(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreements
    ADD CONSTRAINT agreements_mechanism_mechanisms_id_fk FOREIGN KEY (mechanism) REFERENCES public.mechanisms(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreements
    ADD CONSTRAINT agreements_meeting_meetings_id_fk FOREIGN KEY (meeting) REFERENCES public.meetings(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.agreements
    ADD CONSTRAINT agreements_version_id_versions_version_id_fk FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.area_domains
    ADD CONSTRAINT area_domains_owner_consensus_areas_id_fk FOREIGN KEY (owner) REFERENCES public.consensus_areas(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.area_domains
    ADD CONSTRAINT area_domains_target_domains_id_fk FOREIGN KEY (target) REFERENCES public.domains(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.changes
    ADD CONSTRAINT changes_version_id_versions_version_id_fk FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.citations
    ADD CONSTRAINT citations_noun_id_fkey FOREIGN KEY (noun, id) REFERENCES public.records(noun, id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.citations
    ADD CONSTRAINT citations_source_sources_id_fk FOREIGN KEY (source) REFERENCES public.sources(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.consensus_areas
    ADD CONSTRAINT consensus_areas_meeting_meetings_id_fk FOREIGN KEY (meeting) REFERENCES public.meetings(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.consensus_areas
    ADD CONSTRAINT consensus_areas_version_id_versions_version_id_fk FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.domains
    ADD CONSTRAINT domains_parent_domains_id_fk FOREIGN KEY (parent) REFERENCES public.domains(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.domains
    ADD CONSTRAINT domains_version_id_versions_version_id_fk FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.former_ids
    ADD CONSTRAINT former_ids_noun_id_fkey FOREIGN KEY (noun, id) REFERENCES public.records(noun, id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.measure_domains
    ADD CONSTRAINT measure_domains_owner_measures_id_fk FOREIGN KEY (owner) REFERENCES public.measures(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.measure_domains
    ADD CONSTRAINT measure_domains_target_domains_id_fk FOREIGN KEY (target) REFERENCES public.domains(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.measure_organizations
    ADD CONSTRAINT measure_organizations_owner_measures_id_fk FOREIGN KEY (owner) REFERENCES public.measures(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.measure_organizations
    ADD CONSTRAINT measure_organizations_target_organizations_id_fk FOREIGN KEY (target) REFERENCES public.organizations(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.measure_regions
    ADD CONSTRAINT measure_regions_owner_measures_id_fk FOREIGN KEY (owner) REFERENCES public.measures(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.measure_regions
    ADD CONSTRAINT measure_regions_target_regions_id_fk FOREIGN KEY (target) REFERENCES public.regions(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.measures
    ADD CONSTRAINT measures_version_id_versions_version_id_fk FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.mechanism_leads
    ADD CONSTRAINT mechanism_leads_owner_mechanisms_id_fk FOREIGN KEY (owner) REFERENCES public.mechanisms(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.mechanism_leads
    ADD CONSTRAINT mechanism_leads_target_organizations_id_fk FOREIGN KEY (target) REFERENCES public.organizations(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.mechanism_parties
    ADD CONSTRAINT mechanism_parties_owner_mechanisms_id_fk FOREIGN KEY (owner) REFERENCES public.mechanisms(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.mechanism_parties
    ADD CONSTRAINT mechanism_parties_target_regions_id_fk FOREIGN KEY (target) REFERENCES public.regions(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.mechanisms
    ADD CONSTRAINT mechanisms_version_id_versions_version_id_fk FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.meeting_domains
    ADD CONSTRAINT meeting_domains_owner_meetings_id_fk FOREIGN KEY (owner) REFERENCES public.meetings(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.meeting_domains
    ADD CONSTRAINT meeting_domains_target_domains_id_fk FOREIGN KEY (target) REFERENCES public.domains(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.meeting_parties
    ADD CONSTRAINT meeting_parties_owner_meetings_id_fk FOREIGN KEY (owner) REFERENCES public.meetings(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.meeting_parties
    ADD CONSTRAINT meeting_parties_target_regions_id_fk FOREIGN KEY (target) REFERENCES public.regions(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_mechanism_mechanisms_id_fk FOREIGN KEY (mechanism) REFERENCES public.mechanisms(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_version_id_versions_version_id_fk FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.organization_covers
    ADD CONSTRAINT organization_covers_owner_organizations_id_fk FOREIGN KEY (owner) REFERENCES public.organizations(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.organization_covers
    ADD CONSTRAINT organization_covers_target_regions_id_fk FOREIGN KEY (target) REFERENCES public.regions(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_parent_organizations_id_fk FOREIGN KEY (parent) REFERENCES public.organizations(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_region_regions_id_fk FOREIGN KEY (region) REFERENCES public.regions(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_successor_organizations_id_fk FOREIGN KEY (successor) REFERENCES public.organizations(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_version_id_versions_version_id_fk FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.records
    ADD CONSTRAINT records_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.region_members
    ADD CONSTRAINT region_members_owner_regions_id_fk FOREIGN KEY (owner) REFERENCES public.regions(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.region_members
    ADD CONSTRAINT region_members_target_regions_id_fk FOREIGN KEY (target) REFERENCES public.regions(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.regions
    ADD CONSTRAINT regions_parent_regions_id_fk FOREIGN KEY (parent) REFERENCES public.regions(id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.regions
    ADD CONSTRAINT regions_version_id_versions_version_id_fk FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_version_id_versions_version_id_fk FOREIGN KEY (version_id) REFERENCES public.versions(version_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE ONLY public.versions
    ADD CONSTRAINT versions_tx_revisions_tx_fk FOREIGN KEY (tx) REFERENCES public.revisions(tx) DEFERRABLE INITIALLY DEFERRED;
