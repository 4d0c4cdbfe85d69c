# My work: what must I do today?
worklist-title = What do you need to do today?
worklist-what = Work
worklist-about = About
worklist-due = Due
worklist-late = Late
worklist-waiting = waiting
worklist-all = { $count ->
    [one] See the one
   *[other] See all { $count }
}
worklist-nothing = Nothing waits here:
worklist-all-done = Nothing is waiting for you
worklist-all-done-text = New work shows up here at once. What is late always comes first.
worklist-no-work = Your role has no daily work here
worklist-no-work-text = You can look at the figures and reports of the body.
worklist-overdue = Overdue dossiers
worklist-letters-to-sign = Letters for your signature
worklist-due-soon = Dossiers due soon
worklist-slips-to-hand = Supplement slips to hand to applicants
worklist-in-hand = Other dossiers in your unit's hands
worklist-all-in-hand = See every dossier in your unit's hands
worklist-visits = Visits that are due
worklist-to-give-out = Results to give out
worklist-awaiting = Dossiers waiting for their applicants
worklist-remedies = Findings to be remedied
worklist-overdue-remedies = Units late with a remedy
worklist-feedback = Feedback to be answered
worklist-self-score = Sheets to self-score
worklist-verify = Sheets to verify
worklist-decide = Sheets waiting for the decision
worklist-imports = Workbooks to be confirmed
