# Organisation: tree of units, unit page, founding and changing.
org-title = Organisation
org-on-today = Today, { $date }
org-on-day = As organised on { $date }
org-day = Show a day
org-show-day = Show
org-show-today = Back to today
org-count = { $units ->
    [one] { $units } unit
   *[other] { $units } units
}, { $people ->
    [one] { $people } person
   *[other] { $people } people
}
org-people = { $people ->
    [one] { $people } person
   *[other] { $people } people
}
org-below = { $count ->
    [one] { $count } unit below
   *[other] { $count } units below
}
org-empty = No unit lived on this day
org-empty-text = Choose another day, or found the first unit.
org-unit = Unit
org-choose = Choose
org-save = Save

unit-kind-body = People’s committee, body
unit-kind-agency = Office, division
unit-kind-commune = Commune, ward, township
unit-kind-service-unit = Public service unit
unit-kind-one-stop-desk = One-stop desk
unit-kind-mass-organisation = Front, mass organisation

org-found = Found a unit
org-found-below = Found a unit below
org-found-button = Found
org-parent = Parent unit
org-name = Name
org-code = Code
org-code-hint = Short, unique in the body, e.g. PNV.
org-kind = Kind of unit
org-founded-on = Founded on
org-identifier = Electronic identifier
org-identifier-hint = Part of dossier codes, e.g. H14.25. Leave empty if there is none.
org-hours = Office hours
org-hours-hint = For example 07:30-11:30,13:30-17:00. Leave empty for the parent’s hours.
org-edit = Edit particulars
org-edit-text = Name and parent change by decision; use “Change the organisation” on the unit’s page.

org-quota = Assign posts
org-quota-text = The number holds from the day below; the one before ends the day before.
org-posts = Posts assigned
org-from = In force from
org-document = Deciding document
org-document-hint = Number, date and issuer, e.g. Decision 15/QĐ-UBND of 20/3/2021.

org-ended = Ended on { $date }
org-not-yet = Founded on { $date }
org-shown-on = Figures and structure of { $date }
org-successors = Successors
org-successors-text = This unit no longer exists. Its successors go on with open work; past figures stay with this unit.
org-predecessors = Took over from
org-succession-merge = merger
org-succession-split = split
org-succession-dissolve = handed over on dissolution
org-succession-rename = renamed
org-since = from { $date }
org-until = to { $date }
org-staff-heading = Posts and staff
org-staff-caption = Posts assigned, filled and vacant on { $date }
org-staff-note = Units below are included. A negative number of vacant posts means more people than posts.
org-assigned = Assigned
org-present = Present
org-vacant = Vacant
org-total = Total
org-quota-history = Posts assigned to this unit itself over time
org-children = Units below
org-history = History
org-particulars = Particulars
org-head = Head
org-no-head = None yet
org-changes = Change the organisation

org-change-doi-ten = Rename
org-change-chuyen = Move to another parent
org-change-sap-nhap = Merge
org-change-chia-tach = Split
org-change-giai-the = Dissolve
org-change-text-doi-ten = The unit goes on under a new name. Reports of earlier days keep the old one.
org-change-text-chuyen = The unit and everything below it move to a new parent.
org-change-text-sap-nhap = The chosen units end; people and units below go to the successor.
org-change-text-chia-tach = The unit ends and new ones begin. Give its people new places afterwards.
org-change-text-giai-the = The unit ends. With exactly one successor its people go there; otherwise give them new places afterwards.
org-change-button-doi-ten = Rename
org-change-button-chuyen = Move
org-change-button-sap-nhap = Merge
org-change-button-chia-tach = Split
org-change-button-giai-the = Dissolve
org-new-name = New name
org-new-parent = New parent
org-merge-from = Merge together with
org-merge-from-hint = Tick the other units that merge.
org-merge-way = Successor
org-merge-new = Found a new unit
org-merge-existing = A unit that exists
org-merge-into = Existing unit
org-merge-into-hint = Only when merging into a unit that exists.
org-merge-name = Name of the new unit
org-merge-new-hint = Only when a new unit is founded.
org-part = New unit { $number }
org-same-kind = As the old unit
org-heirs = Units that take the work over
org-heirs-hint = May be left empty.
org-change-on = In force on
org-change-on-hint = The first day of the new structure.

flash-org-founded = { $value } was founded.
flash-org-changed = The change was saved.
flash-org-quota-set = The posts were assigned.

invalid-org-posts = Enter a whole number of 0 or more.
invalid-org-newer-quota = Posts were assigned from this day or later already. Choose a later day.
invalid-org-code-taken = Another unit has the code { $code }. Choose another one.
refusal-org-newer-version = { $name } changed on { $date } or has ended. Choose a later day.
refusal-org-same-name = The new name is the present one.
refusal-org-root-stays = The body at the top of the tree cannot be moved, merged or dissolved.
refusal-org-other-body = The two units belong to different bodies.
refusal-org-below-itself = A unit cannot be below or follow itself. Choose another one.
refusal-org-nothing-to-merge = It takes two units to found a new one, or one to merge into another.
refusal-org-split-into-one = It takes at least two new units.
refusal-org-has-children = { $count ->
    [one] There is still { $count } unit below. Move it first.
   *[other] There are still { $count } units below. Move them first.
}
refusal-org-future-staff = { $count ->
    [one] { $count } assignment at the unit begins after this day. End it first.
   *[other] { $count } assignments at the unit begin after this day. End them first.
}
