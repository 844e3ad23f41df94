WITH RECURSIVE below (id) AS (
    SELECT ?1
    UNION
    SELECT t.id FROM task t JOIN below b ON t.parent_id = b.id
)
SELECT 0, contact_id FROM task_contact WHERE owner_id IN (SELECT id FROM below)
UNION
SELECT 1, company_id FROM task_company WHERE owner_id IN (SELECT id FROM below)
UNION
SELECT 2, deal_id FROM task_deal WHERE owner_id IN (SELECT id FROM below)
UNION
SELECT 3, lead_id FROM task_lead WHERE owner_id IN (SELECT id FROM below)
UNION
SELECT 4, own_record_id FROM task_own_record WHERE owner_id IN (SELECT id FROM below)
