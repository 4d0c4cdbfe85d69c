# Importing units and people from Excel.
import-title = Import from Excel
import-step-template = Download the template and fill it in as it explains
import-step-fill = Choose the filled file below
import-step-check = See what was found, then confirm; nothing is imported before that
import-body = Body
import-file = Excel file
import-file-hint = An .xlsx file of at most { $most } MB.
import-existing = When a staff code exists already
import-existing-hint = Units that exist are always left as they are.
import-existing-skip = Leave the row out and keep what is recorded
import-existing-update = Correct name, birthday and gender; another place begins on the row’s day
import-check-button = Check the file
import-earlier = Earlier imports
import-at = Time
import-units = Units
import-people = People
import-state = State
import-state-checked = Checked, not imported
import-state-confirmed = Being imported
import-state-done = Imported
import-state-failed = Not imported
import-preview = What was found in the file
import-outcome = What was imported
import-progress = { $done } of { $total } rows imported
import-progress-label = Progress of the import
import-progress-hint = You may leave this page, the import goes on.
import-progress-again = See the progress again
import-units-new = new units
import-units-skipped = { $count ->
    [one] { $count } exists and stays as it is
   *[other] { $count } exist and stay as they are
}
import-people-new = new people
import-people-updated = people corrected
import-people-skipped = { $count ->
    [one] { $count } exists and stays as it is
   *[other] { $count } exist and stay as they are
}
import-problem-count = things to correct
import-next = Next
import-fix-first = The file needs corrections first. Correct it in Excel by the list below and upload it again.
import-upload-again = Upload another file
import-nothing = The file holds nothing new.
import-confirm-text = The file has no errors. When you confirm, the units and people below are imported.
import-confirm-button = Confirm and import
import-not-yet = Not yet
import-done = Everything was imported.
import-see-staff = See the staff
import-see-org = See the organisation
import-failed = The import stopped because records changed after the check, or because of a fault. Upload the file to check it again; rows imported already are recognised by their code.
import-problems = Things to correct
import-problems-shown = { $shown } of { $count } shown
import-problems-excel = Download the list (Excel)
import-problems-of = Things to correct in { $file }
import-problems-sheet = To correct
import-sheet = Sheet
import-row = Row
import-column = Column
import-what = What is wrong
import-remedy = What to do
import-done-units = The first units imported
import-done-people = The first people imported
import-sample-units = The first units to be imported
import-sample-people = The first people to be imported

import-problem-no-sheet = The file lacks the sheets needed. It has: { $sheet }
import-remedy-no-sheet = Name the sheets as in the template: { $other }.
import-problem-no-header = There is no header row.
import-remedy-no-header = Keep the template’s header row, which begins with { $other }.
import-problem-no-rows = There are no rows.
import-remedy-no-rows = Fill in rows below the header.
import-problem-too-many-rows = The sheet has more than { $other } rows.
import-remedy-too-many-rows = Split it into several files.
import-problem-column-missing = The required column { $header } is missing.
import-remedy-column-missing = Add the column under the template’s header.
import-problem-merged = Merged cells leave open which row or column a value belongs to.
import-remedy-merged = Unmerge the cells and fill each of them.
import-problem-missing = The required cell { $header } is empty.
import-remedy-missing = Fill it in.
import-problem-too-long = The text is longer than { $other } characters.
import-remedy-too-long = Shorten it.
import-problem-cell-failed = The cell’s formula failed with { $value }.
import-remedy-cell-failed = Mend the formula or enter the value itself.
import-problem-date = “{ $value }” is not a date.
import-remedy-date = Enter day/month/year, e.g. 15/08/1985.
import-problem-birth-date = The birthday { $value } is yet to come.
import-remedy-birth-date = Correct the birthday.
import-problem-unit-kind = “{ $value }” is no kind of unit.
import-remedy-unit-kind = Choose from the template’s list.
import-problem-official-kind = “{ $value }” is no kind of staff.
import-remedy-official-kind = Write Cán bộ, Công chức, Viên chức or Hợp đồng lao động.
import-problem-gender = “{ $value }” is not a gender.
import-remedy-gender = Write Nam or Nữ, or leave it empty.
import-problem-head-mark = “{ $value }” is not clear.
import-remedy-head-mark = Write x for the head, else leave it empty.
import-problem-office-hours = “{ $value }” are no office hours.
import-remedy-office-hours = Enter them like 07:30-11:30,13:30-17:00.
import-problem-code-twice = The code { $value } stands in row { $other } already.
import-remedy-code-twice = One row per code: correct the code or remove the row.
import-problem-unit-unknown = No unit has the code { $value }.
import-remedy-unit-unknown = Correct the code, or add the unit to the units sheet.
import-problem-unit-not-living = The unit { $value } does not live on { $other }, or has ended.
import-remedy-unit-not-living = Correct the day, or use the successor’s code.
import-problem-parent-circle = The units hang on each other in a circle through { $value }.
import-remedy-parent-circle = Correct the parent’s code.
import-problem-ends-before-start = The last day is before the first, { $other }.
import-remedy-ends-before-start = Correct one of the two days.
import-problem-two-heads = The unit { $value } has a head at that time.
import-remedy-two-heads = Remove the x, or end the present head’s place first.
import-problem-two-places = This person holds another place at the time from { $value }.
import-remedy-two-places = Correct the day, or correct it on the person’s page.

flash-import-confirmed = The import has begun.
invalid-import-not-excel = This is not an Excel file. Choose an .xlsx file.
invalid-import-old-excel = This is an old Excel file or one with a password. Open it in Excel, remove the password and save it as .xlsx.
invalid-import-locked = The file has a password. Remove it and upload the file again.
invalid-import-broken = The file is damaged. Open it in Excel, save it again and upload it.
invalid-import-unpacks = The file unpacks to more than { $most } MB, unlike any list of units and staff. Copy the rows you need into the template and upload that.
refusal-import-has-problems = { $count ->
    [one] The file needs { $count } correction first.
   *[other] The file needs { $count } corrections first.
}
refusal-import-nothing-to-do = The file holds nothing new.
import-progress-reading = Reading the workbook (rows: { $total })…
import-warning = Warning
import-closed-years = { $count ->
    [one] { $count } unit was founded in a year that is over, on { $date }. Once imported, figures of the years since then count it as well.
   *[other] { $count } units were founded in years that are over, the first on { $date }. Once imported, figures of those years count them as well.
}
