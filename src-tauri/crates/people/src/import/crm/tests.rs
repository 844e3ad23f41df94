//! Which table of which program a header is.

use super::{Object, objects};

fn of(header: &str) -> Option<&'static str> {
    let names: Vec<String> = header.split(',').map(str::to_owned).collect();
    Object::of(&names).map(|object| object.id)
}

// covers(INT-8, INT-9, IMP-6)
#[test]
fn tables_are_known_by_their_columns() {
    for (id, header) in [
        ("salesforce.account", "Id,IsDeleted,Name,Type,BillingStreet,Phone,OwnerId,CreatedDate"),
        ("salesforce.contact", "ID,ACCOUNTID,LASTNAME,FIRSTNAME,EMAIL"),
        ("salesforce.lead", "Id,LastName,FirstName,Company,Status,IsConverted"),
        ("salesforce.opportunity", "Id,AccountId,Name,StageName,Amount,CloseDate"),
        ("salesforce.opportunity_contact_role", "Id,OpportunityId,ContactId,Role,IsPrimary"),
        ("salesforce.task", "Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority"),
        ("salesforce.event", "Id,WhoId,WhatId,Subject,StartDateTime,EndDateTime"),
        ("salesforce.email", "Id,Subject,TextBody,FromAddress,ToAddress,MessageDate"),
        ("salesforce.task_relation", "Id,RelationId,TaskId"),
        ("salesforce.note", "Id,ParentId,Title,Body"),
        ("salesforce.other", "Id,Name,ProductCode,CreatedById"),
        ("salesforce.user", "Id,Username,LastName,FirstName,Email,ProfileId,CreatedById"),
        ("hubspot.contact", "Record ID,First Name,Last Name,Email,Associated Company IDs"),
        ("hubspot.company", "Record ID,Company name,Company Domain Name,Company owner"),
        ("hubspot.deal", "Record ID,Deal Name,Deal Stage,Amount,Associated Contact IDs"),
        ("hubspot.task", "Record ID,Task Title,Task Status,Due date"),
        ("hubspot.call", "Record ID,Call Title,Call notes,Activity date"),
        ("hubspot.call", "hs_object_id,hs_call_title,hs_call_body,hs_timestamp"),
        ("hubspot.meeting", "Record ID,Meeting name,Meeting start time,Activity date"),
        ("hubspot.email", "Record ID,Email subject,Email body,Activity date"),
        ("hubspot.note", "Record ID,Note body,Activity date"),
        ("pipedrive.person", "Person - ID,Person - Name,Person - Email - Work"),
        ("pipedrive.organization", "Organization - ID,Organization - Name,Organization - Address"),
        ("pipedrive.deal", "Deal - Title,Deal - Stage,Person - Name,Organization - Name"),
        (
            "pipedrive.activity",
            "Activity - Subject,Activity - Type,Deal - Title,Person - Name,Organization - Name",
        ),
        ("pipedrive.note", "Note - Content,Note - Deal,Note - Person"),
    ] {
        assert_eq!(of(header), Some(id), "{header}");
        assert!(Object::named(id).is_some());
    }
}

// covers(IMP-6)
#[test]
fn tables_of_others_are_none_of_them() {
    for header in [
        "First Name,Middle Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Notes,Labels",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Salutation,First Name,Last Name,Title,Mailing Street,Phone,Email,Account Owner,Account Name",
        "Id,Name,Email,Phone",
        "Name,Company,Status,Notes,Subject",
        "Title,First Name,Last Name,Company,Business Street,E-mail Address,Notes,Categories",
        "first_name,last_name,gender,title,company,email_work,tags",
        "Task,Status,Due date,Notes",
    ] {
        assert_eq!(of(header), None, "{header}");
    }
}

#[test]
fn what_is_named_comes_before_what_names_it() {
    let rank = |id: &str| objects().find(|object| object.id == id).unwrap().rank;
    for (named, names) in [
        ("salesforce.account", "salesforce.contact"),
        ("salesforce.contact", "salesforce.lead"),
        ("salesforce.lead", "salesforce.task"),
        ("salesforce.opportunity", "salesforce.opportunity_contact_role"),
        ("salesforce.task", "salesforce.email"),
        ("salesforce.event", "salesforce.task_relation"),
        ("hubspot.company", "hubspot.contact"),
        ("hubspot.contact", "hubspot.deal"),
        ("hubspot.deal", "hubspot.task"),
        ("pipedrive.organization", "pipedrive.person"),
        ("pipedrive.deal", "pipedrive.activity"),
    ] {
        assert!(rank(named) < rank(names), "{named} before {names}");
    }
}
