CREATE TABLE "agreement_areas" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "agreement_domains" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "agreement_parties" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "agreement_persons" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "agreement_places" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "agreement_relations" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "agreement_signatories" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "area_domains" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "citations" (
	"noun" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"pointer" text collate "C" NOT NULL,
	"source" text collate "C" NOT NULL,
	"locator" text collate "C",
	"fields" jsonb,
	"note" text,
	"version_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "measure_domains" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "measure_organizations" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "measure_regions" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "mechanism_leads" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "mechanism_parties" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "meeting_domains" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "meeting_parties" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "meeting_persons" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "organization_covers" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "other_references" (
	"noun" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"targets" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	CONSTRAINT "other_references_noun_id_targets_target_pk" PRIMARY KEY("noun","id","targets","target")
);
--> statement-breakpoint
CREATE TABLE "person_posts" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "region_members" (
	"owner" text collate "C" NOT NULL,
	"target" text collate "C" NOT NULL,
	"side" text DEFAULT '' NOT NULL,
	"stated" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"from_day" date,
	"to_day" date,
	"on_date" date NOT NULL,
	"version_id" bigint NOT NULL,
	"since_id" bigint
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"rev" bigint NOT NULL,
	"version_id" bigint NOT NULL,
	"noun" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"op" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "changes_version_id_unique" UNIQUE("version_id")
);
--> statement-breakpoint
CREATE TABLE "editions" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"seq" bigint,
	"origin_at" timestamp(6) with time zone,
	"root" text NOT NULL,
	"read_until" date,
	"changed" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "former_ids" (
	"noun" text collate "C" NOT NULL,
	"former_id" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	CONSTRAINT "former_ids_noun_former_id_pk" PRIMARY KEY("noun","former_id")
);
--> statement-breakpoint
CREATE TABLE "log_head" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"epoch" uuid DEFAULT gen_random_uuid() NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"rev" bigint DEFAULT 0 NOT NULL,
	"chain" "bytea" DEFAULT decode(repeat('00', 32), 'hex') NOT NULL,
	"last_at" timestamp(6) with time zone DEFAULT 'epoch' NOT NULL,
	"top_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_restarts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "log_restarts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp(6) with time zone DEFAULT now() NOT NULL,
	"reason" text NOT NULL,
	"epoch" uuid NOT NULL,
	"seq" bigint,
	"next_seq" bigint
);
--> statement-breakpoint
CREATE TABLE "records" (
	"noun" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"version_id" bigint,
	"deleted" boolean DEFAULT false NOT NULL,
	CONSTRAINT "records_noun_id_pk" PRIMARY KEY("noun","id")
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"tx" uuid PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"request_id" text,
	"edition" text,
	"rev" bigint,
	"committed_at" timestamp(6) with time zone,
	"first_seq" bigint,
	"last_seq" bigint,
	"chain" "bytea",
	"top_version" bigint,
	"in_flight" "int8range",
	CONSTRAINT "revisions_rev_unique" UNIQUE("rev")
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"version_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "versions_version_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tx" uuid NOT NULL,
	"noun" text collate "C" NOT NULL,
	"id" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"op" text NOT NULL,
	"kind" text NOT NULL,
	"content" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"record_id" bigint NOT NULL,
	"fields" text[] NOT NULL,
	"label" text NOT NULL,
	"origin_at" timestamp(6) with time zone,
	"origin_created_at" timestamp(6) with time zone,
	CONSTRAINT "versions_noun_id_version_unique" UNIQUE("noun","id","version")
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"label" text collate "C" NOT NULL,
	"contested" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"names" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"signed_from" date,
	"signed_to" date,
	"effective_from" date,
	"effective_to" date,
	"expires_from" date,
	"expires_to" date,
	"ended_from" date,
	"ended_to" date,
	"renews_itself" boolean NOT NULL,
	"on_date" date NOT NULL,
	"mechanism" text collate "C",
	"meeting" text collate "C",
	"domain_basis" text NOT NULL,
	"counted_in_claims" boolean NOT NULL,
	"counted_basis" text NOT NULL,
	"signatories_known" boolean NOT NULL,
	"persons_known" boolean NOT NULL,
	"confidence" text NOT NULL,
	"binding" text NOT NULL,
	"public_text" text NOT NULL,
	"part_of" text collate "C",
	"identifiers" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consensus_areas" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"label" text collate "C" NOT NULL,
	"contested" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"names" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"meeting" text collate "C" NOT NULL,
	"position" integer,
	"agreed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "domains" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"label" text collate "C" NOT NULL,
	"contested" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"names" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"parent" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "measures" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"label" text collate "C" NOT NULL,
	"contested" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"names" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"targets" integer NOT NULL,
	"predecessor" text collate "C"
);
--> statement-breakpoint
CREATE TABLE "mechanisms" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"label" text collate "C" NOT NULL,
	"contested" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"names" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"established_from" date,
	"established_to" date,
	"on_date" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"label" text collate "C" NOT NULL,
	"contested" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"names" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"mechanism" text collate "C",
	"kind" text NOT NULL,
	"format" text NOT NULL,
	"series" text,
	"ordinal" integer,
	"date_from" date NOT NULL,
	"date_to" date NOT NULL,
	"on_date" date NOT NULL,
	"claims" jsonb NOT NULL,
	"leads_known" boolean NOT NULL,
	"domains_stated" boolean NOT NULL,
	"domains_exhaustive" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"label" text collate "C" NOT NULL,
	"contested" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"names" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"side" text NOT NULL,
	"region" text collate "C",
	"parent" text collate "C",
	"successor" text collate "C",
	"mechanism" text collate "C",
	"identifiers" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"label" text collate "C" NOT NULL,
	"contested" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"names" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regions" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"label" text collate "C" NOT NULL,
	"contested" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"names" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"parent" text collate "C",
	"codes" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"version_id" bigint NOT NULL,
	"label" text collate "C" NOT NULL,
	"contested" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"names" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"publisher" text collate "C" NOT NULL,
	"published_by" text collate "C",
	"language" text NOT NULL,
	"reprint" boolean NOT NULL,
	"published_from" date,
	"published_to" date,
	"on_date" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"principal" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"status" integer,
	"headers" jsonb,
	"body" text,
	"version_id" bigint,
	"tx" uuid,
	"seq" bigint,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_principal_key_pk" PRIMARY KEY("principal","key")
);
--> statement-breakpoint
CREATE TABLE "keys" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"sha256" "bytea" NOT NULL,
	"label" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"revoked_at" timestamp(3) with time zone,
	"last_used_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "log_place" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"place" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mirrors" (
	"origin" text PRIMARY KEY NOT NULL,
	"cursor" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postponed_indexes" (
	"name" text PRIMARY KEY NOT NULL,
	"definition" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projection_rules" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"rules" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_tx_revisions_tx_fk" FOREIGN KEY ("tx") REFERENCES "public"."revisions"("tx") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_mechanism_mechanisms_id_fk" FOREIGN KEY ("mechanism") REFERENCES "public"."mechanisms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_meeting_meetings_id_fk" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_part_of_agreements_id_fk" FOREIGN KEY ("part_of") REFERENCES "public"."agreements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consensus_areas" ADD CONSTRAINT "consensus_areas_meeting_meetings_id_fk" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domains" ADD CONSTRAINT "domains_parent_domains_id_fk" FOREIGN KEY ("parent") REFERENCES "public"."domains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_predecessor_measures_id_fk" FOREIGN KEY ("predecessor") REFERENCES "public"."measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_mechanism_mechanisms_id_fk" FOREIGN KEY ("mechanism") REFERENCES "public"."mechanisms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_region_regions_id_fk" FOREIGN KEY ("region") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_parent_organizations_id_fk" FOREIGN KEY ("parent") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_successor_organizations_id_fk" FOREIGN KEY ("successor") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_mechanism_mechanisms_id_fk" FOREIGN KEY ("mechanism") REFERENCES "public"."mechanisms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_parent_regions_id_fk" FOREIGN KEY ("parent") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_published_by_organizations_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_areas_owner_target_side_position_index" ON "agreement_areas" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "agreement_areas_target_on_date_owner_version_id_since_id_index" ON "agreement_areas" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_domains_owner_target_side_position_index" ON "agreement_domains" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "agreement_domains_target_on_date_owner_version_id_since_id_index" ON "agreement_domains" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_parties_owner_target_side_position_index" ON "agreement_parties" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "agreement_parties_target_on_date_owner_version_id_since_id_index" ON "agreement_parties" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_persons_owner_target_side_position_index" ON "agreement_persons" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "agreement_persons_target_on_date_owner_version_id_since_id_index" ON "agreement_persons" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_places_owner_target_side_position_index" ON "agreement_places" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "agreement_places_target_on_date_owner_version_id_since_id_index" ON "agreement_places" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_relations_owner_target_side_position_index" ON "agreement_relations" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "agreement_relations_target_on_date_owner_version_id_since_id_index" ON "agreement_relations" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_signatories_owner_target_side_position_index" ON "agreement_signatories" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "agreement_signatories_target_on_date_owner_version_id_since_id_index" ON "agreement_signatories" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "area_domains_owner_target_side_position_index" ON "area_domains" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "area_domains_target_on_date_owner_version_id_since_id_index" ON "area_domains" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "citations_noun_id_pointer_index" ON "citations" USING btree ("noun","id","pointer");--> statement-breakpoint
CREATE INDEX "citations_source_noun_id_index" ON "citations" USING btree ("source","noun","id");--> statement-breakpoint
CREATE INDEX "citations_source_locator_index" ON "citations" USING btree ("source","locator");--> statement-breakpoint
CREATE UNIQUE INDEX "measure_domains_owner_target_side_position_index" ON "measure_domains" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "measure_domains_target_on_date_owner_version_id_since_id_index" ON "measure_domains" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "measure_organizations_owner_target_side_position_index" ON "measure_organizations" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "measure_organizations_target_on_date_owner_version_id_since_id_index" ON "measure_organizations" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "measure_regions_owner_target_side_position_index" ON "measure_regions" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "measure_regions_target_on_date_owner_version_id_since_id_index" ON "measure_regions" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mechanism_leads_owner_target_side_position_index" ON "mechanism_leads" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "mechanism_leads_target_on_date_owner_version_id_since_id_index" ON "mechanism_leads" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mechanism_parties_owner_target_side_position_index" ON "mechanism_parties" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "mechanism_parties_target_on_date_owner_version_id_since_id_index" ON "mechanism_parties" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_domains_owner_target_side_position_index" ON "meeting_domains" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "meeting_domains_target_on_date_owner_version_id_since_id_index" ON "meeting_domains" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_parties_owner_target_side_position_index" ON "meeting_parties" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "meeting_parties_target_on_date_owner_version_id_since_id_index" ON "meeting_parties" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_persons_owner_target_side_position_index" ON "meeting_persons" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "meeting_persons_target_on_date_owner_version_id_since_id_index" ON "meeting_persons" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "organization_covers_owner_target_side_position_index" ON "organization_covers" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "organization_covers_target_on_date_owner_version_id_since_id_index" ON "organization_covers" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "other_references_targets_target_index" ON "other_references" USING btree ("targets","target");--> statement-breakpoint
CREATE UNIQUE INDEX "person_posts_owner_target_side_position_index" ON "person_posts" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "person_posts_target_on_date_owner_version_id_since_id_index" ON "person_posts" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE UNIQUE INDEX "region_members_owner_target_side_position_index" ON "region_members" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE INDEX "region_members_target_on_date_owner_version_id_since_id_index" ON "region_members" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "changes_noun_id_seq_index" ON "changes" USING btree ("noun","id","seq");--> statement-breakpoint
CREATE INDEX "changes_at_index" ON "changes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "former_ids_noun_id_index" ON "former_ids" USING btree ("noun","id");--> statement-breakpoint
CREATE INDEX "revisions_committed_at_index" ON "revisions" USING btree ("committed_at");--> statement-breakpoint
CREATE INDEX "revisions_edition_index" ON "revisions" USING btree ("edition") WHERE "revisions"."edition" is not null;--> statement-breakpoint
CREATE INDEX "revisions_last_seq_index" ON "revisions" USING btree ("last_seq");--> statement-breakpoint
CREATE INDEX "revisions_top_version_index" ON "revisions" USING btree ("top_version");--> statement-breakpoint
CREATE INDEX "revisions_in_flight_index" ON "revisions" USING gist ("in_flight") WHERE "revisions"."in_flight" is not null;--> statement-breakpoint
CREATE INDEX "versions_tx_index" ON "versions" USING btree ("tx");--> statement-breakpoint
CREATE INDEX "versions_record_id_index" ON "versions" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "agreements_version_id_index" ON "agreements" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "agreements_on_date_id_index" ON "agreements" USING btree ("on_date","id");--> statement-breakpoint
CREATE INDEX "agreements_mechanism_on_date_id_index" ON "agreements" USING btree ("mechanism","on_date","id");--> statement-breakpoint
CREATE INDEX "agreements_meeting_on_date_id_index" ON "agreements" USING btree ("meeting","on_date","id");--> statement-breakpoint
CREATE INDEX "agreements_type_on_date_id_index" ON "agreements" USING btree ("type","on_date","id");--> statement-breakpoint
CREATE INDEX "agreements_part_of_index" ON "agreements" USING btree ("part_of");--> statement-breakpoint
CREATE INDEX "agreements_identifiers_index" ON "agreements" USING gin ("identifiers");--> statement-breakpoint
CREATE INDEX "agreements_search_index" ON "agreements" USING gin ("search");--> statement-breakpoint
CREATE INDEX "consensus_areas_version_id_index" ON "consensus_areas" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "consensus_areas_meeting_position_id_index" ON "consensus_areas" USING btree ("meeting","position","id");--> statement-breakpoint
CREATE INDEX "consensus_areas_search_index" ON "consensus_areas" USING gin ("search");--> statement-breakpoint
CREATE INDEX "domains_version_id_index" ON "domains" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "domains_parent_index" ON "domains" USING btree ("parent");--> statement-breakpoint
CREATE INDEX "domains_search_index" ON "domains" USING gin ("search");--> statement-breakpoint
CREATE INDEX "measures_version_id_index" ON "measures" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "measures_predecessor_index" ON "measures" USING btree ("predecessor");--> statement-breakpoint
CREATE INDEX "measures_search_index" ON "measures" USING gin ("search");--> statement-breakpoint
CREATE INDEX "mechanisms_version_id_index" ON "mechanisms" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "mechanisms_on_date_id_index" ON "mechanisms" USING btree ("on_date","id");--> statement-breakpoint
CREATE INDEX "mechanisms_search_index" ON "mechanisms" USING gin ("search");--> statement-breakpoint
CREATE INDEX "meetings_version_id_index" ON "meetings" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "meetings_on_date_id_index" ON "meetings" USING btree ("on_date","id");--> statement-breakpoint
CREATE INDEX "meetings_mechanism_on_date_id_index" ON "meetings" USING btree ("mechanism","on_date","id");--> statement-breakpoint
CREATE INDEX "meetings_search_index" ON "meetings" USING gin ("search");--> statement-breakpoint
CREATE INDEX "organizations_version_id_index" ON "organizations" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "organizations_kind_index" ON "organizations" USING btree ("kind");--> statement-breakpoint
CREATE INDEX "organizations_region_index" ON "organizations" USING btree ("region");--> statement-breakpoint
CREATE INDEX "organizations_parent_index" ON "organizations" USING btree ("parent");--> statement-breakpoint
CREATE INDEX "organizations_successor_index" ON "organizations" USING btree ("successor");--> statement-breakpoint
CREATE INDEX "organizations_mechanism_index" ON "organizations" USING btree ("mechanism");--> statement-breakpoint
CREATE INDEX "organizations_search_index" ON "organizations" USING gin ("search");--> statement-breakpoint
CREATE INDEX "persons_version_id_index" ON "persons" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "persons_search_index" ON "persons" USING gin ("search");--> statement-breakpoint
CREATE INDEX "regions_version_id_index" ON "regions" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "regions_parent_index" ON "regions" USING btree ("parent");--> statement-breakpoint
CREATE INDEX "regions_codes_index" ON "regions" USING gin ("codes");--> statement-breakpoint
CREATE INDEX "regions_search_index" ON "regions" USING gin ("search");--> statement-breakpoint
CREATE INDEX "sources_version_id_index" ON "sources" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "sources_on_date_id_index" ON "sources" USING btree ("on_date","id");--> statement-breakpoint
CREATE INDEX "sources_publisher_index" ON "sources" USING btree ("publisher");--> statement-breakpoint
CREATE INDEX "sources_published_by_index" ON "sources" USING btree ("published_by");--> statement-breakpoint
CREATE INDEX "sources_search_index" ON "sources" USING gin ("search");--> statement-breakpoint
CREATE INDEX "idempotency_created_at_index" ON "idempotency" USING btree ("created_at");