# Inspection of public service.
inspection-title = Inspections
inspection-all = All
inspection-filter = Filter
inspection-filter-none = Clear filter
inspection-from = From
inspection-to = To
inspection-year = Year
inspection-unit = Unit
inspection-round = Round
inspection-mode = Mode
inspection-mode-hint = In a surprise round a unit sees its visit only once the team has begun.
inspection-mode-planned = By plan
inspection-mode-surprise = Surprise
inspection-mode-by-order = By order of a superior
inspection-mode-on-complaint = On a complaint or report
inspection-time = Period
inspection-period = { $from } – { $to }
inspection-day = Day
inspection-where = State
inspection-state-planned = Not begun
inspection-state-running = Under way
inspection-state-concluded = Concluded
inspection-visit-state-waiting = Not visited
inspection-visit-state-started = Being filled in
inspection-visit-state-done = Visited
inspection-visit-state-cancelled = Called off
inspection-finding-state-open = To be remedied
inspection-finding-state-overdue = Remedy overdue
inspection-finding-state-remedied = To be checked again
inspection-finding-state-closed = Remedied
inspection-result = Result
inspection-result-met = Met
inspection-result-unmet = Not met
inspection-result-not-applicable = Does not apply
inspection-unanswered = No answer yet
inspection-answered = Answered
inspection-progress = { $done } of { $all }
inspection-answered-of = { $done } of { $all } points answered.
inspection-saved-of = { $done } of { $all } points saved
inspection-plan = Plan a round
inspection-plan-title = Plan a round of inspection
inspection-plan-button = Plan the round
inspection-name = Name of the round
inspection-name-hint = For example: Inspection of office culture, round 1 of 2021
inspection-decision = Number of the decision
inspection-decision-hint = For example: 45/QĐ-UBND
inspection-decision-of = Decision { $number } of { $date }
inspection-decided-on = Date of the decision
inspection-lead = Team leader
inspection-lead-is = Team leader: { $name }
inspection-members = Members
inspection-members-hint = One person a line
inspection-team = Inspection team
inspection-choose-units = Units to visit
inspection-choose-units-hint = Visits are planned for the first day of the round; each unit can then be given its own day.
inspection-no-units-left = No unit is left to choose on this day.
inspection-add = Add units
inspection-add-title = Add units to the round
inspection-add-button = Add the chosen units
inspection-planned-on = Planned day
inspection-planned-on-hint = Within the period of the round
inspection-planned-for = The visit is planned for { $date }.
inspection-today = Visits that are due
inspection-today-none = No visit is planned for today, and none was missed.
inspection-overdue = Remedies overdue ({ $count })
inspection-overdue-all = See all overdue findings
inspection-rounds = Rounds
inspection-rounds-none = No round in this period yet
inspection-rounds-none-text = Choose another year. Rounds are planned by decision; units see their visits here.
inspection-figure-rounds = rounds
inspection-figure-units = units visited
inspection-figure-visits = visits
inspection-units-done = Units visited
inspection-units-progress = { $done } of { $all } units visited
inspection-visits-title = Visits
inspection-visits-of-round = Units of the round
inspection-visits-count = { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
inspection-visits-none = No visit in this period
inspection-visits-none-text = Choose another period or clear the filter.
inspection-only-done = Only visits carried out
inspection-to-rounds = See the rounds
inspection-round-empty = This round has no unit yet
inspection-conclusion = Conclusion
inspection-conclusion-hint = A round can be concluded once every unit is visited or its visit called off with a reason.
inspection-conclusion-of = Conclusion of { $date }
inspection-conclude-button = Issue the conclusion
inspection-visited-on = Day of the visit
inspection-attendance = People
inspection-attendance-hint = Leave empty if the team did not count.
inspection-listed = On the list
inspection-present = Present
inspection-absent = Absent with a reason
inspection-counted = { $listed } on the list; { $present } present; { $reason } absent with a reason; { $none } absent without.
inspection-checklist = Points inspected
inspection-further = Further points
inspection-further-hint = Optional; answer only what the team looked at.
inspection-item = Point
inspection-note-photo = Note, photo
inspection-note = Note
inspection-photo = Photo (PNG or JPEG)
inspection-photo-kept = See the saved photo
inspection-summary = Overall remark
inspection-remedy-due = Remedy by
inspection-remedy-due-hint = If left empty: { $date }.
inspection-save = Save the results
inspection-recorded-by = Recorded by { $name }
inspection-cancelled-because = This visit was called off. Reason: { $reason }
inspection-move-or-cancel = Move or call off the visit
inspection-move = Move
inspection-cancel = Call the visit off
inspection-cancel-reason = Reason
inspection-minutes = Minutes
inspection-minutes-title = Minutes of inspection
inspection-print-hint = Print this page for both sides to sign.
inspection-back-to-visit = Back to the visit
inspection-finding = Finding
inspection-finding-title = Finding to be remedied
inspection-findings-title = Findings and remedies
inspection-findings-open = Findings not closed
inspection-findings-count = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
inspection-findings-summary = { $open ->
    [one] { $open } finding without a remedy, { $overdue } of them overdue
   *[other] { $open } findings without a remedy, { $overdue } of them overdue
}
inspection-findings-none = No findings
inspection-findings-none-text = Points found unmet become findings here, with a date for the remedy.
inspection-found = Found on
inspection-found-from = Found from
inspection-found-to = Found until
inspection-due = Remedy by
inspection-due-by = Remedy by { $date }
inspection-remedied-on = Day of the remedy
inspection-remedy-note = What was done
inspection-remedy-note-hint = Say what was done, by whom, and what came of it.
inspection-remedy-report = Report the remedy
inspection-remedy-button = Send the report
inspection-recheck = Check again
inspection-recheck-outcome = Result of the check
inspection-outcome-accepted = Remedied
inspection-outcome-reopened = Not yet; to be remedied further
inspection-new-due = New date
inspection-new-due-hint = Only if not remedied; if left empty, the default term is counted from today.
inspection-recheck-note = Remark
inspection-recheck-button = Save the result
inspection-rechecked-on = Checked again
inspection-reopened = Remedy found wanting
inspection-reopened-times = { $count ->
    [one] { $count } time
   *[other] { $count } times
}

flash-inspection-planned = The round is planned.
flash-inspection-units-added = { $value ->
    [one] { $value } unit was added.
   *[other] { $value } units were added.
}
flash-inspection-concluded = The conclusion is issued.
flash-inspection-saved = The results are saved.
flash-inspection-rescheduled = The visit was moved.
flash-inspection-cancelled = The visit was called off.
flash-inspection-remedied = The report was sent. The team will check again.
flash-inspection-rechecked = The result of the check is saved.

invalid-inspection-decision-taken = This decision is recorded for another round.
invalid-inspection-no-units = Choose at least one unit.
invalid-inspection-unit-twice = One of the chosen units is in this round already.
invalid-inspection-item = This point is not in the checklist of the chosen day.
invalid-inspection-note = Write down what exactly was not met.
invalid-inspection-due-before-visit = The date for the remedy must not lie before the visit.
invalid-inspection-photo-unanswered = Choose a result for the point with the photo.
invalid-inspection-photo-kind = A photo must be a PNG or JPEG file.
invalid-inspection-count = Enter the number of people in digits, for example 12.

refusal-inspection-decided-in-future = The date of the decision must not lie in the future.
refusal-inspection-starts-before-decision = The round must not begin before its decision.
refusal-inspection-ends-before-start = The last day must not lie before the first.
refusal-inspection-concluded = The round is concluded and can no longer be changed.
refusal-inspection-visits-open = { $open ->
    [one] One unit is not done yet.
   *[other] { $open } units are not done yet.
} Complete the visits or call them off with a reason, then conclude.
refusal-inspection-without-visit = No unit has been visited, so there is nothing to conclude.
refusal-inspection-attendance = People present and absent with a reason ({ $accounted }) do not fit the number on the list ({ $listed }).
refusal-inspection-visit-cancelled = This visit was called off. Give it a new day before recording results.
refusal-inspection-visit-in-future = The day of the visit must not lie in the future.
refusal-inspection-visit-outside-period = This day lies outside the period of the round.
refusal-inspection-visit-begun = The visit has begun and can no longer be moved or called off.
refusal-inspection-no-law = There is no checklist for this day. See the legal basis for the day it begins.
refusal-inspection-finding-answered = The unit has reported a remedy for “{ $finding }”, so the finding cannot be taken back. Keep “Not met” for that point.
refusal-finding-closed = This finding is closed.
refusal-finding-remedied-in-future = The day of the remedy must not lie in the future.
refusal-finding-remedied-before-found = The day of the remedy must not lie before the finding.
refusal-finding-not-remedied = The unit has not reported a remedy, so there is nothing to check yet.
refusal-finding-new-due-passed = The new date must not lie in the past.
