//! Random well-typed conditions and random subjects.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Facts of one subject; what is absent is not known.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// Quarters.
    pub decimals: [Option<i64>; 2],
    pub integers: [Option<i64>; 2],
    pub flags: [Option<bool>; 2],
    pub words: [Option<&'static str>; 2],
    /// Days since 1970.
    pub day: Option<i64>,
}

pub const WORDS: [&str; 3] = ["well", "met", "unmet"];

impl Subject {
    /// The cells in the order of the facts of [`pack`].
    pub fn cells(&self) -> Vec<String> {
        let quarter = |n: i64| {
            format!("{}{}.{:02}", if n < 0 { "-" } else { "" }, n.abs() / 4, n.abs() % 4 * 25)
        };
        let mut cells: Vec<String> = Vec::new();
        cells.extend(self.decimals.map(|d| d.map(quarter).unwrap_or_default()));
        cells.extend(self.integers.map(|i| i.map(|i| i.to_string()).unwrap_or_default()));
        cells.extend(self.flags.map(|b| b.map(|b| b.to_string()).unwrap_or_default()));
        cells.extend(self.words.map(Option::unwrap_or_default).map(str::to_owned));
        let start = jiff::civil::date(1970, 1, 1);
        let date = |n: i64| start.saturating_add(jiff::Span::new().days(n)).to_string();
        cells.push(self.day.map(date).unwrap_or_default());
        cells
    }
}

/// A pack that asks one condition.
pub fn pack(condition: &str) -> String {
    let mut text = String::from(concat!(
        "id = \"test/random/one\"\nsubject = \"person\"\nvalid_from = 2020-01-01\n",
        "title = { vi = \"Thử\", en = \"Test\" }\n",
        "[[source]]\nkey = \"none\"\nkind = \"product_default\"\ntitle = { vi = \"Thử\", en = \"Test\" }\n",
        "[reason]\ntest = { vi = \"Thử\", en = \"Test\" }\n",
        "[[setting]]\nkey = \"whole\"\ntype = \"integer\"\nvalue = 7\nlabel = { vi = \"Thử\", en = \"Test\" }\n",
        "citation = { source = \"none\" }\nconfidence = \"unverified\"\nreason = \"test\"\n",
    ));
    for (key, rest) in [
        ("d0", "type = \"decimal\"\ndigits = 2\nmin = -50\nmax = 50"),
        ("d1", "type = \"decimal\"\ndigits = 2\nmin = -50\nmax = 50"),
        ("i0", "type = \"integer\"\nmin = -20\nmax = 20"),
        ("i1", "type = \"integer\"\nmin = -20\nmax = 20"),
        ("b0", "type = \"bool\""),
        ("b1", "type = \"bool\""),
        ("w0", "type = \"text\"\nvalues = [\"well\", \"met\", \"unmet\"]"),
        ("w1", "type = \"text\"\nvalues = [\"well\", \"met\", \"unmet\"]"),
        ("t0", "type = \"date\""),
    ] {
        text += &format!(
            "[[fact]]\nkey = \"{key}\"\n{rest}\nlabel = {{ vi = \"Thử\", en = \"Test\" }}\n"
        );
    }
    for key in ["yes", "no"] {
        text +=
            &format!("[[outcome]]\nkey = \"{key}\"\nlabel = {{ vi = \"Thử\", en = \"Test\" }}\n");
    }
    // Every fact is used somewhere, in a rule that is never reached: the second one answers everything left.
    let all = "has(fact.d0) || has(fact.d1) || has(fact.i0) || has(fact.i1) || has(fact.b0) || has(fact.b1) \
               || has(fact.w0) || has(fact.w1) || has(fact.t0)";
    for (key, outcome, when) in
        [("asked", "yes", condition.to_owned()), ("rest", "no", format!("true || {all}"))]
    {
        text += &format!(
            "[[rule]]\nkey = \"{key}\"\nstage = \"level\"\noutcome = \"{outcome}\"\nwhen = '''{when}'''\n\
             because = {{ vi = \"Thử\", en = \"Test\" }}\ncitation = {{ source = \"none\" }}\n\
             confidence = \"unverified\"\nreason = \"test\"\n",
        );
    }
    text += "[[case]]\nkey = \"shown\"\nshows = [\"asked\", \"rest\"]\noutcome = \"yes\"\n";
    text
}

/// A source of conditions and subjects.
pub struct Generator {
    random: ChaCha8Rng,
}

impl Generator {
    pub fn new(seed: u64) -> Self {
        Self { random: ChaCha8Rng::seed_from_u64(seed) }
    }

    fn pick<'a>(&mut self, options: &[&'a str]) -> &'a str {
        options[self.random.random_range(0..options.len())]
    }

    fn one_in(&mut self, n: u32) -> bool {
        self.random.next_u32().is_multiple_of(n)
    }

    /// A subject; each fact is missing now and then.
    pub fn subject(&mut self) -> Subject {
        let mut known = || !self.one_in(6);
        let mut subject = Subject {
            decimals: [known().then_some(0), known().then_some(0)],
            integers: [known().then_some(0), known().then_some(0)],
            flags: [known().then_some(false), known().then_some(false)],
            words: [known().then_some(""), known().then_some("")],
            day: known().then_some(0),
        };
        for decimal in subject.decimals.iter_mut().flatten() {
            *decimal = self.random.random_range(-200..=200);
        }
        for integer in subject.integers.iter_mut().flatten() {
            *integer = self.random.random_range(-20..=20);
        }
        for flag in subject.flags.iter_mut().flatten() {
            *flag = self.random.random_bool(0.5);
        }
        for word in subject.words.iter_mut().flatten() {
            *word = self.pick(&WORDS);
        }
        if let Some(day) = &mut subject.day {
            *day = self.random.random_range(20_085..20_095);
        }
        subject
    }

    /// A condition.
    pub fn condition(&mut self) -> String {
        self.test(4)
    }

    fn test(&mut self, depth: u32) -> String {
        if depth == 0 {
            return match self.random.random_range(0..4) {
                0 => self.pick(&["true", "false"]).to_owned(),
                1 => format!("has(fact.{})", self.pick(&["d0", "i1", "b0", "w1", "t0"])),
                _ => self.pick(&["b0", "b1"]).to_owned(),
            };
        }
        let next = depth - 1;
        match self.random.random_range(0..11) {
            0 | 1 => format!("({} && {})", self.test(next), self.test(next)),
            2 | 3 => format!("({} || {})", self.test(next), self.test(next)),
            4 => format!("!({})", self.test(next)),
            5 => format!("({} ? {} : {})", self.test(next), self.test(next), self.test(next)),
            6 => format!("({} {} {})", self.test(next), self.pick(&["==", "!="]), self.test(next)),
            7 => self.words(),
            8 => self.dates(),
            9 => format!("({} {} {})", self.decimal(next), self.order(), self.decimal(next)),
            _ => format!("({} {} {})", self.integer(next), self.order(), self.integer(next)),
        }
    }

    fn order(&mut self) -> &'static str {
        self.pick(&["<", "<=", ">", ">=", "==", "!="])
    }

    fn words(&mut self) -> String {
        let (a, b) = (self.pick(&["w0", "w1"]), self.pick(&WORDS));
        match self.random.random_range(0..3) {
            0 => format!("({a} {} \"{b}\")", self.pick(&["==", "!="])),
            1 => format!("({a} in [\"{b}\", \"{}\"])", self.pick(&WORDS)),
            _ => format!("(w0 {} w1)", self.pick(&["==", "!="])),
        }
    }

    fn dates(&mut self) -> String {
        format!("(t0 {} date(\"2024-12-{:02}\"))", self.order(), self.random.random_range(28..=31))
    }

    fn decimal(&mut self, depth: u32) -> String {
        if depth == 0 || self.one_in(4) {
            return match self.random.random_range(0..4) {
                0 => format!("{:?}", f64::from(self.random.random_range(-40..40)) / 4.0),
                1 => format!("double({})", self.integer(0)),
                _ => self.pick(&["d0", "d1"]).to_owned(),
            };
        }
        let next = depth - 1;
        match self.random.random_range(0..6) {
            0 => format!("({} + {})", self.decimal(next), self.decimal(next)),
            1 => format!("({} - {})", self.decimal(next), self.decimal(next)),
            2 => format!("({} * {})", self.decimal(next), self.decimal(0)),
            3 => format!("({} / {})", self.decimal(next), self.pick(&["2.0", "4.0", "0.5"])),
            4 => format!("-({})", self.decimal(next)),
            _ => format!("({} ? {} : {})", self.test(next), self.decimal(next), self.decimal(next)),
        }
    }

    fn integer(&mut self, depth: u32) -> String {
        if depth == 0 || self.one_in(4) {
            return match self.random.random_range(0..4) {
                0 => self.random.random_range(-9..10).to_string(),
                1 => "setting.whole".to_owned(),
                _ => self.pick(&["i0", "i1"]).to_owned(),
            };
        }
        let next = depth - 1;
        match self.random.random_range(0..5) {
            0 => format!("({} + {})", self.integer(next), self.integer(next)),
            1 => format!("({} - {})", self.integer(next), self.integer(next)),
            2 => format!("({} * {})", self.integer(next), self.integer(0)),
            3 => format!("-({})", self.integer(next)),
            _ => format!("({} ? {} : {})", self.test(next), self.integer(next), self.integer(next)),
        }
    }
}
