-- What tells the rows of links and citations apart is no constraint any more, so that a great load can do without it until its
-- end: see src/registry/postponed-indexes.ts. Locks on the heads of their owners keep two writers from the same rows.
ALTER TABLE "agreement_areas" DROP CONSTRAINT "agreement_areas_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "agreement_domains" DROP CONSTRAINT "agreement_domains_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "agreement_parties" DROP CONSTRAINT "agreement_parties_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "agreement_relations" DROP CONSTRAINT "agreement_relations_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "agreement_signatories" DROP CONSTRAINT "agreement_signatories_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "area_domains" DROP CONSTRAINT "area_domains_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "citations" DROP CONSTRAINT "citations_noun_id_pointer_pk";--> statement-breakpoint
ALTER TABLE "measure_domains" DROP CONSTRAINT "measure_domains_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "measure_organizations" DROP CONSTRAINT "measure_organizations_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "measure_regions" DROP CONSTRAINT "measure_regions_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "mechanism_leads" DROP CONSTRAINT "mechanism_leads_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "mechanism_parties" DROP CONSTRAINT "mechanism_parties_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "meeting_domains" DROP CONSTRAINT "meeting_domains_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "meeting_parties" DROP CONSTRAINT "meeting_parties_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "organization_covers" DROP CONSTRAINT "organization_covers_owner_target_side_pk";--> statement-breakpoint
ALTER TABLE "region_members" DROP CONSTRAINT "region_members_owner_target_side_pk";--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_areas_owner_target_side_index" ON "agreement_areas" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_domains_owner_target_side_index" ON "agreement_domains" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_parties_owner_target_side_index" ON "agreement_parties" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_relations_owner_target_side_index" ON "agreement_relations" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_signatories_owner_target_side_index" ON "agreement_signatories" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "area_domains_owner_target_side_index" ON "area_domains" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "citations_noun_id_pointer_index" ON "citations" USING btree ("noun","id","pointer");--> statement-breakpoint
CREATE UNIQUE INDEX "measure_domains_owner_target_side_index" ON "measure_domains" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "measure_organizations_owner_target_side_index" ON "measure_organizations" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "measure_regions_owner_target_side_index" ON "measure_regions" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "mechanism_leads_owner_target_side_index" ON "mechanism_leads" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "mechanism_parties_owner_target_side_index" ON "mechanism_parties" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_domains_owner_target_side_index" ON "meeting_domains" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_parties_owner_target_side_index" ON "meeting_parties" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "organization_covers_owner_target_side_index" ON "organization_covers" USING btree ("owner","target","side");--> statement-breakpoint
CREATE UNIQUE INDEX "region_members_owner_target_side_index" ON "region_members" USING btree ("owner","target","side");