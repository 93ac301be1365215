-- A link has a position in the document of its owner, so that a record may refer twice to the same one. The positions of
-- what stands are told when rows are made again, which the next start does. What a great load has postponed of the index
-- that goes is not built any more.
DELETE FROM "postponed_indexes" WHERE "name" LIKE '%\_owner\_target\_side\_index';--> statement-breakpoint
DROP INDEX IF EXISTS "agreement_areas_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "agreement_domains_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "agreement_parties_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "agreement_relations_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "agreement_signatories_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "area_domains_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "measure_domains_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "measure_organizations_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "measure_regions_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "mechanism_leads_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "mechanism_parties_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "meeting_domains_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "meeting_parties_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "organization_covers_owner_target_side_index";--> statement-breakpoint
DROP INDEX IF EXISTS "region_members_owner_target_side_index";--> statement-breakpoint
ALTER TABLE "agreement_areas" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_areas" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "agreement_areas" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "agreement_domains" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_domains" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "agreement_domains" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "agreement_parties" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_parties" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "agreement_parties" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "agreement_relations" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_relations" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "agreement_relations" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "agreement_signatories" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_signatories" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "agreement_signatories" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "area_domains" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "area_domains" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "area_domains" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "measure_domains" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_domains" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "measure_domains" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "measure_organizations" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_organizations" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "measure_organizations" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "measure_regions" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_regions" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "measure_regions" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "mechanism_leads" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "mechanism_leads" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "mechanism_leads" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "mechanism_parties" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "mechanism_parties" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "mechanism_parties" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "meeting_domains" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_domains" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "meeting_domains" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "meeting_parties" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_parties" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "meeting_parties" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "organization_covers" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "organization_covers" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "organization_covers" ADD COLUMN "to_day" date;--> statement-breakpoint
ALTER TABLE "region_members" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "region_members" ADD COLUMN "from_day" date;--> statement-breakpoint
ALTER TABLE "region_members" ADD COLUMN "to_day" date;--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_areas_owner_target_side_position_index" ON "agreement_areas" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_domains_owner_target_side_position_index" ON "agreement_domains" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_parties_owner_target_side_position_index" ON "agreement_parties" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_relations_owner_target_side_position_index" ON "agreement_relations" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_signatories_owner_target_side_position_index" ON "agreement_signatories" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "area_domains_owner_target_side_position_index" ON "area_domains" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "measure_domains_owner_target_side_position_index" ON "measure_domains" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "measure_organizations_owner_target_side_position_index" ON "measure_organizations" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "measure_regions_owner_target_side_position_index" ON "measure_regions" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "mechanism_leads_owner_target_side_position_index" ON "mechanism_leads" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "mechanism_parties_owner_target_side_position_index" ON "mechanism_parties" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_domains_owner_target_side_position_index" ON "meeting_domains" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_parties_owner_target_side_position_index" ON "meeting_parties" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "organization_covers_owner_target_side_position_index" ON "organization_covers" USING btree ("owner","target","side","position");--> statement-breakpoint
CREATE UNIQUE INDEX "region_members_owner_target_side_position_index" ON "region_members" USING btree ("owner","target","side","position");