# Emulation movements, criteria sets, score sheets, recognition; evidence files.
movement-list-title = Emulation movements
movement-list-caption = Movements and campaigns, newest first
movement-list-empty = There is no movement yet
movement-list-empty-text = Once the body launches one, it shows here with its criteria and the score sheet of every unit.
movement-create-title = Create a movement
movement-create-button = Create the movement
movement-name = Name of the movement
movement-name-hint = As in the plan that launches it.
movement-body = Launched by
movement-period = Period
movement-status = Status
movement-starts = First day
movement-ends = Last day
movement-plan = Plan that launches it
movement-plan-hint = Number, date, issuer, for example: Kế hoạch số 12/KH-UBND ngày 20/8/2019.
movement-basis = Basis
movement-basis-hint = The higher document, if any.
movement-choose = Choose
movement-running = Running
movement-not-running = Outside its period
movement-late-events = { $count } overdue

movement-year = Year
movement-year-shown = Year { $year }
movement-as-of = As of
movement-as-it-was = As it was on { $date }
movement-all = All
movement-filter = Show
movement-filter-off = Clear
movement-pages = Pages
movement-page-before = Previous page
movement-page-after = Next page

movement-share-recognised = units meet the culture standard
movement-share-self-scored = units sent their self-score
movement-share-adapted = units have criteria of their own
movement-share-of = { $part } out of { $whole } units taking part

movement-units-title = Units
movement-units-count = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
movement-units-caption = Units taking part in { $year }
movement-units-empty = No units
movement-units-empty-text = Clear the filter, choose another year, or check the organisation on the chosen day.
movement-unit = Unit
movement-self-points = Self-score
movement-verified-points = Verified
movement-missing = Missing, worth a look
movement-missing-points = { $count ->
    [one] { $count } criterion without points
   *[other] { $count } criteria without points
}
movement-missing-evidence = { $count ->
    [one] { $count } criterion without evidence
   *[other] { $count } criteria without evidence
}
movement-next-step = Next step
movement-criteria-own = Own criteria
movement-criteria-not-own = Model criteria

movement-state-none = No sheet yet
movement-state-open = Self-scoring
movement-state-self-scored = To be verified
movement-state-verified = To be decided
movement-state-recognised = Meets the standard
movement-state-not-recognised = Not recognised
movement-next-open-sheet = Open the sheet
movement-next-fill = The unit adds points and evidence
movement-next-send = The head sends the self-score
movement-next-verify = Verify
movement-next-decide = Decide
movement-next-done = Done
movement-todo-open = The unit scores each criterion, attaches evidence and sends it. Measures come from the records in the system.
movement-todo-self-scored = Home affairs verifies each criterion; points that differ from the self-score need a reason.
movement-todo-verified = Verified; waiting for the decision.
movement-todo-recognised = The unit is recognised. Nothing is left to do with this sheet.
movement-todo-not-recognised = Decided. The unit works on its weak criteria next year.
movement-sign-above-measured = Self-score clearly above the measure
movement-sign-all-maximum = Full points on every judged criterion
movement-sign-same-file = One file as evidence for several criteria
movement-signs-title = Worth a look
movement-signs-text = These only say where to look first; they take no points and prove nothing.

movement-next-title = Next step
movement-next-model = There are no model criteria for { $year } yet; units cannot score.
movement-next-open = { $count ->
    [one] { $count } unit has no score sheet yet.
   *[other] { $count } units have no score sheet yet.
}
movement-open-sheets = Open all sheets
movement-model-link = Model criteria
movement-recognise-link = { $count ->
    [one] Decide on { $count } unit
   *[other] Decide on { $count } units
}
movement-criteria-link = See the criteria

movement-reviews-title = Launch and reviews
movement-reviews-empty = Nothing is planned yet
movement-reviews-empty-text = Enter by when launch and reviews are due, so that the system reminds you and delays show.
movement-review-kind = Event
movement-review-launch = Launch
movement-review-interim-review = Interim review
movement-review-year-review = Review of the year
movement-review-final-review = Final review
movement-review-note = Document, remark
movement-review-note-hint = For example: Báo cáo số 45/BC-UBND.
movement-due = Due by
movement-due-before = due
movement-held = Held on
movement-timeliness-held-in-time = In time
movement-timeliness-held-late = Held, late
movement-timeliness-overdue = Overdue
movement-timeliness-upcoming = Not due yet
movement-hold-title = Record what was held
movement-hold-button = Record
movement-plan-title = Add to the plan
movement-plan-button = Add

movement-criteria-title = Criteria { $year }: { $unit }
movement-criteria-model-title = Model criteria { $year }: { $unit }
movement-issued = Issued on { $date }
movement-not-issued = No own set issued
movement-issued-on = Issued on
movement-issued-hint = The day the document with the criteria was signed.
movement-no-model = The body has not issued model criteria for { $year }
movement-no-model-text = Once it has, the unit adapts weights and adds its own criteria here.
movement-model-text = The model keeps the fixed headings; its points add up to { $total }. Measured criteria take figures from records, the others are judged with evidence.
movement-adapt-text = The unit adapts weights to its situation and adds its own criteria; every heading of the model stays, and the total stays { $total }.
movement-rows-model = Criteria
movement-rows-own = The unit's own criteria
movement-rows-hint = Rows without name and points are left out.
movement-row = Row { $number }
movement-heading = Heading
movement-criterion = Criterion
movement-basis-column = Scored by
movement-judged = Scored by a person, with evidence
movement-measured-by = { $fact }; full points from { $target }
movement-target = Target
movement-target-hint = Only for measured criteria: a percentage such as 95, or a count.
movement-max = Maximum points
movement-issue-button = Issue
movement-draft-button = Save as draft
movement-more-rows = More rows
movement-why-total = The points add up to { $total }, as stated below.
movement-why-heading = The plan of the movement fixes this heading; a unit cannot drop it.
movement-why-threshold = Recognition is proposed from { $threshold } verified points on. The software only proposes; a person decides.
movement-why-judged = This criterion needs judgement. The self-score needs evidence and is verified by home affairs.
movement-why-measured = Points are the most points times measure by target, never more than the most points.
movement-why-nothing = There was nothing to measure this year. That is not zero: a person judges, with evidence.
movement-why-not-filled = Not measured yet. Press “Measure again” to count from the records.

movement-sheet-title = Score sheet
movement-sheet-caption = { $movement } · { $year }
movement-no-sheet = There is no score sheet for { $year }
movement-no-sheet-open = Open the sheet to begin; measures come from existing records.
movement-no-sheet-wait = Home affairs or the unit itself opens it.
movement-open-sheet = Open the sheet
movement-measured = Measured
movement-evidence = Evidence
movement-evidence-none = No evidence
movement-nothing-measured = Nothing to measure, needs judgement
movement-not-filled = Not measured yet
movement-gives = gives { $points } points
movement-line-above = Self-score above the measure
movement-measured-on = Measured on
movement-measured-points = Points by measure
movement-note = The unit's remark
movement-verify-note = Verifier's remark
movement-add-file = Add a file
movement-remove = Remove
movement-file-hint = PDF, PNG, JPG, DOCX or XLSX, at most { $most } MB each. Only the unit, verifiers and auditors can open them.
movement-self-label = Self-score of criterion { $number }
movement-verify-label = Verified points of criterion { $number }
movement-total = Total
movement-keep = Save
movement-send = Send the self-score
movement-finish = Finish verification
movement-measure = Measure again
movement-returned-because = Sent back:
movement-return-title = Send back to the unit
movement-return-reason = Reason
movement-return-hint = Say what the unit has to add or mend.
movement-return-button = Send back
movement-proposal-title = Proposal
movement-proposal-yes = { $points } points, the threshold is { $threshold }: recognition is proposed.
movement-proposal-no = { $points } points, below { $threshold }: recognition is not proposed.
movement-proposed-yes = Proposed
movement-proposed-no = Below the threshold
movement-threshold = Threshold
movement-decide-title = Decision
movement-recognised-question = Does the unit meet the culture standard?
movement-recognised-yes = Yes, recognise it
movement-recognised-no = Not yet
movement-decision-number = Decision number
movement-decision-number-hint = May stay empty when it is not recognised.
movement-decision-date = Decision date
movement-decision-note = Reason for deciding otherwise
movement-decision-note-hint = Needed when the decision differs from the proposal.
movement-decide-button = Record the decision
movement-decided = Decision { $number } of { $date }
movement-no-number = without number
movement-recognition-title = Recognition for { $year }
movement-recognition-text = Units from { $threshold } points on are ticked. Whoever decides may untick them, or tick others with a reason.
movement-recognition-caption = Verified units waiting for the decision
movement-recognition-empty = No sheet waits for a decision
movement-recognition-empty-text = Sheets show here once home affairs has finished verification.
movement-recognise-button = Recognise the ticked units
movement-list-note-hint = Needed when a unit below the threshold is on the list.
movement-see-sheet = See the sheet

flash-movement-created = Movement “{ $value }” was created.
flash-movement-sheets-opened = { $value ->
    [one] { $value } score sheet was opened.
   *[other] { $value } score sheets were opened.
}
flash-movement-sheet-opened = The score sheet is open.
flash-movement-review-planned = Added to the plan.
flash-movement-review-held = Recorded.
flash-movement-criteria-saved = The criteria were saved.
flash-movement-saved = Saved.
flash-movement-sent = The self-score was sent.
flash-movement-measured = Measured again from the records. What you typed is still here; press Save.
flash-movement-verified = Verification is finished.
flash-movement-returned = The sheet went back to the unit.
flash-movement-decided = The decision was recorded.
flash-movement-recognised = { $value ->
    [one] { $value } unit was recognised.
   *[other] { $value } units were recognised.
}
flash-movement-evidence-removed = The file was removed. What you typed is still here; press Save.

invalid-movement-ends-before-start = The last day must come after the first.
invalid-movement-year = The year must lie in the movement's period, { $from } to { $to }.
invalid-movement-in-the-future = This day has not come yet. Enter a day that has.
invalid-movement-criteria-empty = A set needs at least one criterion.
invalid-movement-heading = Choose one of the headings.
invalid-movement-points = Points are a number above 0 with at most two decimals, for example 7,5.
invalid-movement-points-format = These points cannot be read. Enter a number with at most two decimals, for example 7,5.
invalid-movement-points-many = At most { $most } points.
invalid-movement-target = The target must be above 0, and a percentage at most 100.
invalid-movement-fact = Points cannot grow with this figure, because more is not always better. Choose another.
invalid-movement-criterion-unknown = This criterion is no longer in the model. Open the page again.
invalid-movement-total = The criteria add up to { $is } points; they must add up to { $should }.
invalid-movement-note-missing = Different points need a reason.
invalid-movement-evidence-missing = This criterion needs evidence. Add at least one file.
invalid-movement-none-chosen = Choose at least one unit.
invalid-movement-against-proposal = { $count ->
    [one] { $count } unit is decided otherwise than proposed. Give the reason.
   *[other] { $count } units are decided otherwise than proposed. Give the reason.
}
invalid-file-kind = “{ $name }” is of a kind that is not taken. Use PDF, PNG, JPG, DOCX or XLSX.
invalid-file-empty = “{ $name }” has no content. Check it and choose again.
invalid-file-too-large = “{ $name }” is larger than { $most } MB. Compress it, split it or scan it at a lower resolution.
invalid-file-not-what-it-says = The content of “{ $name }” is not what its ending says. Open it, save it in the right format and send it again.

refusal-movement-no-model = There are no model criteria for { $year } yet. Home affairs issues them first.
refusal-movement-model-in-use = Units already use the model criteria for { $year }; they cannot be replaced.
refusal-movement-criteria-in-use = Points or evidence already stand on the score sheet; its criteria cannot change.
refusal-movement-sheet-not-open = The sheet was sent, so the unit cannot change it. Ask home affairs to send it back if needed.
refusal-movement-sheet-not-sent = This needs a self-score that was sent and is not verified yet.
refusal-movement-sheet-not-verified = This needs a verified sheet that is not decided yet.
refusal-movement-sheet-not-decided = The sheet is not decided yet.
refusal-movement-measures-missing = The measured criteria were not filled. Press “Measure again”, then send.
movement-withdraw-title = Withdraw this decision
movement-withdraw-reason = Why it is withdrawn
movement-withdraw-hint = What was recorded wrongly, or number and date of the revoking decision. The old decision is kept with the reason; reports leave it out from now on, reports of earlier days stay as they were. The sheet then waits for another decision.
movement-withdraw-button = Withdraw the decision
movement-withdrawn-decision = Decision { $number } of { $date } was withdrawn on { $on }. Reason: { $reason }
flash-movement-withdrawn = The decision was withdrawn. The sheet waits for another one.
