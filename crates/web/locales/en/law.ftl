# The law: texts, periods, figures, how sure we are.
law-title = Legal bases
law-intro = Every figure and term the software applies stands here, with its article and how sure we are of it. Choose a day to see the texts that govern it.
law-day = Day
law-day-button = Show
law-day-today = Today
law-governing = Texts that govern { $date }
law-text = Text
law-sources = Sources
law-in-force = In force
law-confidence = Verification
law-period = From { $from } to { $to }
law-period-open = From { $from }
law-effective-from = In force from { $date }.
law-effective-to = In force up to { $date }.
law-all-verified = All { $count } entries compared with the text
law-some-unverified = { $count } of { $total } entries not verified
law-all-versions = All texts
law-all-versions-text = Those no longer in force too, for dossiers and reports of earlier years.
law-none-that-day = No text governs { $date }
law-governs = In force
law-governs-not = Does not govern this day
law-unverified = Not verified
law-verified = Compared with the text
law-default = Proposed by the software, decided by the agency
law-unverified-count = { $count ->
    [one] { $count } entry below was not compared with the original text. Compare it yourself before you rely on it.
   *[other] { $count } entries below were not compared with the original text. Compare them yourself before you rely on them.
}
law-issuer = Issued by
law-signed = Signed on
law-supersedes = Takes the place of:
law-figures = Figures and terms
law-figure = What
law-value = Value
law-where = Where it stands
law-editable = The agency may set its own
law-adjusted = Set by the agency in place of { $shipped }: { $reason }
law-item = What
law-yes = Yes
law-no = No
law-unit-working-days = working days
law-unit-calendar-days = days
law-unit-working-hours = working hours
law-unit-months = months
law-unit-years = years
law-unit-times = times
law-unit-points = points
law-unit-characters = characters
law-unit-percent = %
law-rules = Rules
law-select = Governs:
law-kind-cadre = cadres
law-kind-civil-servant = civil servants
law-kind-public-employee = public employees
law-kind-contract-worker = contract workers
law-kind-agency = state administrative agencies
law-kind-public-service-unit = public service units
law-kind-with-regulation = { $kind } where the body has its own rating regulation
law-kind-without-regulation = { $kind } where the body has no rating regulation of its own
law-kind-nobody = nobody on this day
law-cases = { $count ->
    [one] One test case is run whenever the software is built.
   *[other] { $count } test cases are run whenever the software is built.
}
law-stage-exempt = Not judged at all
law-stage-override = Decides whatever the points say
law-stage-level = Levels, asked from the top
law-stage-cap = Highest level that is left
law-outcome = Outcome
law-outcome-undetermined = Undetermined; the authority decides
law-because = Reason
law-when = Condition
law-shown-by = { $count ->
    [one] One test case shows this rule.
   *[other] { $count } test cases show this rule.
}
law-shares = What holds between those who are judged
law-steps = How it is worked out
law-step = Quantity
law-formula = Formula
law-facts = Facts that must be known
law-fact = Fact
law-fact-values = Values
law-fact-key = Name in a table of facts
law-fact-bool = yes or no
law-fact-date = a day
