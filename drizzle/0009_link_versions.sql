-- A row of a link names the version of its owner, so that a list by the link is read from one index. What a great load has
-- postponed of the index that goes is not built any more.
DELETE FROM "postponed_indexes" WHERE "name" LIKE '%\_target\_on\_date\_owner\_index';--> statement-breakpoint
DROP INDEX IF EXISTS "agreement_areas_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "agreement_domains_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "agreement_parties_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "agreement_relations_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "agreement_signatories_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "area_domains_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "measure_domains_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "measure_organizations_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "measure_regions_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "mechanism_leads_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "mechanism_parties_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "meeting_domains_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "meeting_parties_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "organization_covers_target_on_date_owner_index";--> statement-breakpoint
DROP INDEX IF EXISTS "region_members_target_on_date_owner_index";--> statement-breakpoint
ALTER TABLE "agreement_areas" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "agreement_areas" SET "version_id" = owners."version_id" FROM "agreements" AS owners WHERE owners."id" = "agreement_areas"."owner";--> statement-breakpoint
ALTER TABLE "agreement_areas" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_domains" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "agreement_domains" SET "version_id" = owners."version_id" FROM "agreements" AS owners WHERE owners."id" = "agreement_domains"."owner";--> statement-breakpoint
ALTER TABLE "agreement_domains" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_parties" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "agreement_parties" SET "version_id" = owners."version_id" FROM "agreements" AS owners WHERE owners."id" = "agreement_parties"."owner";--> statement-breakpoint
ALTER TABLE "agreement_parties" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_relations" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "agreement_relations" SET "version_id" = owners."version_id" FROM "agreements" AS owners WHERE owners."id" = "agreement_relations"."owner";--> statement-breakpoint
ALTER TABLE "agreement_relations" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_signatories" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "agreement_signatories" SET "version_id" = owners."version_id" FROM "agreements" AS owners WHERE owners."id" = "agreement_signatories"."owner";--> statement-breakpoint
ALTER TABLE "agreement_signatories" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "area_domains" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "area_domains" SET "version_id" = owners."version_id" FROM "consensus_areas" AS owners WHERE owners."id" = "area_domains"."owner";--> statement-breakpoint
ALTER TABLE "area_domains" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_domains" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "measure_domains" SET "version_id" = owners."version_id" FROM "measures" AS owners WHERE owners."id" = "measure_domains"."owner";--> statement-breakpoint
ALTER TABLE "measure_domains" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_organizations" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "measure_organizations" SET "version_id" = owners."version_id" FROM "measures" AS owners WHERE owners."id" = "measure_organizations"."owner";--> statement-breakpoint
ALTER TABLE "measure_organizations" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_regions" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "measure_regions" SET "version_id" = owners."version_id" FROM "measures" AS owners WHERE owners."id" = "measure_regions"."owner";--> statement-breakpoint
ALTER TABLE "measure_regions" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "mechanism_leads" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "mechanism_leads" SET "version_id" = owners."version_id" FROM "mechanisms" AS owners WHERE owners."id" = "mechanism_leads"."owner";--> statement-breakpoint
ALTER TABLE "mechanism_leads" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "mechanism_parties" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "mechanism_parties" SET "version_id" = owners."version_id" FROM "mechanisms" AS owners WHERE owners."id" = "mechanism_parties"."owner";--> statement-breakpoint
ALTER TABLE "mechanism_parties" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_domains" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "meeting_domains" SET "version_id" = owners."version_id" FROM "meetings" AS owners WHERE owners."id" = "meeting_domains"."owner";--> statement-breakpoint
ALTER TABLE "meeting_domains" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_parties" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "meeting_parties" SET "version_id" = owners."version_id" FROM "meetings" AS owners WHERE owners."id" = "meeting_parties"."owner";--> statement-breakpoint
ALTER TABLE "meeting_parties" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "organization_covers" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "organization_covers" SET "version_id" = owners."version_id" FROM "organizations" AS owners WHERE owners."id" = "organization_covers"."owner";--> statement-breakpoint
ALTER TABLE "organization_covers" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "region_members" ADD COLUMN "version_id" bigint;--> statement-breakpoint
UPDATE "region_members" SET "version_id" = owners."version_id" FROM "regions" AS owners WHERE owners."id" = "region_members"."owner";--> statement-breakpoint
ALTER TABLE "region_members" ALTER COLUMN "version_id" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "agreement_areas_target_on_date_owner_version_id_index" ON "agreement_areas" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "agreement_domains_target_on_date_owner_version_id_index" ON "agreement_domains" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "agreement_parties_target_on_date_owner_version_id_index" ON "agreement_parties" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "agreement_relations_target_on_date_owner_version_id_index" ON "agreement_relations" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "agreement_signatories_target_on_date_owner_version_id_index" ON "agreement_signatories" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "area_domains_target_on_date_owner_version_id_index" ON "area_domains" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "measure_domains_target_on_date_owner_version_id_index" ON "measure_domains" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "measure_organizations_target_on_date_owner_version_id_index" ON "measure_organizations" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "measure_regions_target_on_date_owner_version_id_index" ON "measure_regions" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "mechanism_leads_target_on_date_owner_version_id_index" ON "mechanism_leads" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "mechanism_parties_target_on_date_owner_version_id_index" ON "mechanism_parties" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "meeting_domains_target_on_date_owner_version_id_index" ON "meeting_domains" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "meeting_parties_target_on_date_owner_version_id_index" ON "meeting_parties" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "organization_covers_target_on_date_owner_version_id_index" ON "organization_covers" USING btree ("target","on_date","owner","version_id");--> statement-breakpoint
CREATE INDEX "region_members_target_on_date_owner_version_id_index" ON "region_members" USING btree ("target","on_date","owner","version_id");