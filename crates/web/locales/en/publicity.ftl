# Public pages.
visits-title = Page views
visits-now = Views, last 5 minutes
visits-today = Today
visits-yesterday = Yesterday
visits-week = This week
visits-month = This month
visits-all = All time

public-home-title = Home
public-where = Where is your dossier?
public-card-procedures = What do I need?
public-card-procedures-text = Procedures, papers, fees and terms.
public-card-rate = Rate our service
public-card-rate-text = One minute, no account needed.
public-card-feedback = Send feedback or a proposal
public-card-feedback-text = You get a code to see the answer, and a date by which it comes.
public-figures = Service in { $year }
public-share = { $part } out of { $whole }
public-figure-one-stop-on-time = dossiers settled on time
public-figure-one-stop-satisfied = ratings happy or very happy
public-figure-one-stop-courtesy-met = times “4 xin, 4 luôn” was kept
public-figure-one-stop-beyond-hours = dossiers taken or returned beyond office hours
public-figure-feedback-in-time = messages answered in time
public-courtesy = What our staff owe you: “4 xin, 4 luôn”
public-other-bodies = Other bodies

look-up-title = Look up a dossier
look-up-lead = Enter the code to see where your dossier stands and when the result is due.
look-up-code = Dossier code on your slip
look-up-code-hint = For example H14.25-210412-0001. Small letters and spaces are fine.
look-up-button = Look up
look-up-privacy = This page never shows the applicant's name, address or phone number.
look-up-unknown = There is no dossier with the code “{ $code }”
look-up-unknown-text = Please check each character against your receipt slip. If it still is not found, ask the desk that took the dossier.
look-up-another = Look up another dossier
look-up-late = Late
look-up-next = What comes next
look-up-state-received = Received
look-up-state-in-progress = Being handled
look-up-state-awaiting-supplement = Waiting for you
look-up-state-finished = Result is ready
look-up-state-returned = Result handed over
look-up-state-withdrawn = Stopped on request
look-up-state-lapsed = Stopped, nothing supplied
look-up-next-received = The dossier is on its way to the unit that decides. There is nothing for you to do.
look-up-next-in-progress = The dossier is being handled. There is nothing for you to do; please come on the appointed day.
look-up-next-late = The promised day has passed and there is no result yet. Ask the desk for the new date before you come.
look-up-to-feedback = Send feedback
look-up-next-awaiting-supplement = The dossier is not complete. Bring what is missing to where you handed it in; the term is counted again once it is complete.
look-up-supplement-asked = The office asked for a supplement on { $day }:
look-up-supplement-until = Supply it by the end of { $day }; after that day the dossier may be stopped.
look-up-supplement-more = The slip you were given says what else is to be completed.
look-up-promised-anew = This date will be counted again once the dossier is complete.
look-up-next-finished = The result is ready. Bring your slip to the desk to collect it.
look-up-next-returned = The result was handed over. If you have a minute, rate our service with the QR code on your slip.
look-up-next-withdrawn = The dossier was stopped at the applicant’s request. If in doubt, ask the desk that took it.
look-up-next-lapsed = The dossier was stopped because nothing was supplied in time. Once you have everything, you can hand it in again at the desk that took it.
look-up-apology = We apologise
look-up-apology-text = The dossier is not ready on time. An apology was signed on { $signed }; the new appointment is { $date }.
look-up-apology-plain = The dossier is not ready on time. An apology was signed on { $signed }.
look-up-received = Received
look-up-promised = Result promised for
look-up-first-promised = First promised for
look-up-provisional = The days off of this time are not published yet, so the date may move.
look-up-finished = Result
look-up-stopped = Stopped
look-up-result-granted = granted
look-up-result-refused = refused, with the reason in writing
look-up-desk = Desk

public-procedures-title = Administrative procedures
public-procedures-words = What do you need to do?
public-procedures-button = Search
public-procedures-all = See all procedures
public-procedures-count = { $count ->
    [one] { $count } procedure.
   *[other] { $count } procedures.
}
public-procedures-most = Only the first { $most } are shown; please search.
public-procedures-empty = No procedures
public-procedures-empty-text = The body has not published procedures here yet. Please ask the one-stop desk.
public-procedures-empty-words = Try fewer words, for example “khai sinh”. Accents are not needed.
public-procedure-name = Procedure
public-procedure-code = Code: { $code }
public-procedure-term = Term
public-procedure-fee = Fee
public-procedure-no-fee = None
public-procedure-papers = Papers to hand in
public-procedure-sets = { $count ->
    [one] { $count } set
   *[other] { $count } sets
}
public-procedure-steps = Steps and ways to do it
public-procedure-applicants = Who may apply
public-procedure-competent = Competent agency
public-procedure-result = Result
public-procedure-basis = Legal basis
public-procedure-supplement = If you are asked for papers that are not on this list, please tell us:
public-term-same-day = On the same working day
public-term-working-days = { $amount ->
    [one] { $amount } working day
   *[other] { $amount } working days
}
public-term-calendar-days = { $amount ->
    [one] { $amount } day
   *[other] { $amount } days
}
public-term-hours = { $amount ->
    [one] { $amount } office hour
   *[other] { $amount } office hours
}

rate-title = Rate our service
rate-lead = Scan the QR code on your slip, or enter the last 16 characters of the address printed below it.
rate-code = Rating code
rate-code-hint = 16 characters; capital and small letters differ. You can paste the whole address.
rate-code-unknown = There is no such rating code. Please check each character against your slip, and mind capital and small letters.
rate-code-button = Continue
rate-score = How satisfied are you?
rate-star-1 = Very dissatisfied
rate-star-2 = Dissatisfied
rate-star-3 = Neither
rate-star-4 = Satisfied
rate-star-5 = Very satisfied
rate-courtesy = “4 xin, 4 luôn”
rate-courtesy-text = Did our staff do these things? Leave out what you do not remember.
rate-yes = Yes
rate-no = No
rate-forgotten = I don't remember
rate-comment = Would you like to say more?
rate-comment-hint = Optional. Please leave out personal details.
rate-button = Send rating
rate-privacy = Ratings serve statistics and better service only. Nobody's name is ever published.
rate-thanks-title = Thank you for your rating
rate-thanks-text = Each dossier is rated once. Your opinion counts in the unit's results.
rate-of-five = out of 5
rate-early-title = There is no result yet
rate-early-text = The result is promised for { $date }. You can rate as soon as it is there.
flash-rate-thanks = We have your rating.

recognised-title = Units that meet the culture standard
recognised-heading = Units that meet the culture standard in { $year }
recognised-year = Year
recognised-button = Show
recognised-share = { $part } out of { $whole } units meet the standard:
recognised-all = See the units
recognised-unit = Unit
recognised-points = Points
recognised-decision = Decision
recognised-decision-text = No. { $number } of { $date }
recognised-none = No unit was recognised for { $year } yet
recognised-none-text = Units appear here once a decision recognises them.
recognised-empty = The body has no movement here yet
refusal-rating-too-early = The dossier has no result yet, so it cannot be rated.
refusal-rating-given = This dossier has been rated. Thank you.
invalid-rating-score = Choose how satisfied you are, from 1 to 5 stars.
invalid-rating-comment = The comment is too long. Please keep it within { $most } characters.
invalid-rating-item = An answer about “4 xin, 4 luôn” is not right. Please reload the page and choose again.
