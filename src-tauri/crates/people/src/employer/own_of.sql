SELECT v.id, v.value, v.value_fold, v.value_sort, v.value_num
FROM company_field_value v CROSS JOIN field f ON f.id = v.id
WHERE v.owner_id = ?1 AND f.type <> 'long_text'
