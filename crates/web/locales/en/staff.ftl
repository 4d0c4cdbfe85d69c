# Staff: lists, one person, assignments.
staff-title = Staff
staff-on-day = Officials and workers on { $date }
staff-add = Add a person
staff-add-button = Add
staff-edit = Edit particulars
staff-assign = Give a place
staff-person = Official
staff-waiting = Waiting for a place
staff-waiting-count = { $count ->
    [one] { $count } person has no place at any unit
   *[other] { $count } people have no place at any unit
}
staff-without-place = People without a place
staff-without-place-text = These people hold no place on { $date }: their unit ended, they left, or they have not begun. Open a person to give a place.
staff-without-place-none = Everybody has a place
staff-without-place-none-text = When a unit is split or dissolved, its people appear here.
staff-filter-text = Name or staff code (accents not needed)
staff-filter = Filter
staff-filter-none = Clear
staff-all-units = All units
staff-all-kinds = All
staff-none-found = Nobody was found
staff-none-found-text = Try fewer letters, fewer filters, or another day.
staff-empty = No staff yet
staff-empty-text = Add people one by one, or import a whole list from Excel.
staff-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
staff-excel = Download as Excel
staff-sheet = Staff
staff-pages = Pages
staff-page-before = Previous page
staff-page-after = Next page
staff-code = Staff code
staff-code-hint = Unique in the body.
staff-name = Full name
staff-birth = Birthday
staff-gender = Gender
staff-unit = Unit
staff-kind = Kind of staff
staff-post = Post
staff-rank = Rank, professional title
staff-head = Head
staff-is-head = Head of the unit
staff-from = From
staff-to = To
staff-to-hint = Leave empty when it is not limited.
staff-optional = Not required.
staff-not-recorded = Not recorded
staff-first-place = Place
staff-places = Places held
staff-no-place = No places held yet
staff-no-place-text = Give this person a place at a unit.
staff-end = End this place
staff-last-day = Last day
staff-end-button = End
staff-end-previous = End the present place the day before

official-kind-cadre = Cadre
official-kind-civil-servant = Civil servant
official-kind-public-employee = Public employee
official-kind-contract-worker = Contract worker
gender-female = Female
gender-male = Male

flash-staff-added = { $value } was added.
flash-staff-changed = The change was saved.
invalid-staff-code-taken = Somebody else in the body has this code.
invalid-staff-birth-date = The birthday must be before today.
refusal-staff-ends-before-start = The last day is before the first.
refusal-staff-two-places = This person holds a place since { $date } at that time. End it first, or tick that the present place ends.
refusal-staff-two-heads = { $name } has a head at that time. End that place first.
refusal-staff-already-ended = This place ended on { $date } already.
