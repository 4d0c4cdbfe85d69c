//! Facts of heads that come from what their members score: members are judged first, circles are refused.

use std::collections::{HashMap, HashSet};

use crate::facts::Facts;
use crate::group::Groups;
use crate::judge::Judge;
use crate::rules::Feed;

/// A fact that was worked out for somebody from the members of the unit headed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fed {
    /// Place of the feed among those of the pack.
    pub feed: usize,
    /// Row of the head.
    pub row: usize,
    /// The value, as a table holds it; `None` while the score of a member is not known.
    pub value: Option<String>,
    /// Rows of the members who did not reach the score.
    pub below: Vec<usize>,
    /// How many members have been judged.
    pub members: usize,
}

/// Heads who are, through the units they head, members of each other's units.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these people head units in a circle, so that none of them can be judged first")]
pub struct Circle {
    /// Their rows.
    pub rows: Vec<usize>,
}

/// Whoever waits for a fact, with the rows of the members it comes from.
struct Waiting {
    row: usize,
    members: Vec<usize>,
}

impl Judge {
    /// Fills in the facts of heads that are not recorded, members first.
    ///
    /// # Errors
    /// [`Circle`] when no order exists; the table may then be filled in part.
    pub fn feed(&self, facts: &mut Facts, groups: &Groups) -> Result<Vec<Fed>, Circle> {
        let mut fed = Vec::new();
        for (place, feed) in self.pack().rules().feeds.iter().enumerate() {
            self.feed_one(place, feed, facts, groups, &mut fed)?;
        }
        fed.sort_by_key(|fed| (fed.row, fed.feed));
        Ok(fed)
    }

    fn feed_one(
        &self,
        place: usize,
        feed: &Feed,
        facts: &mut Facts,
        groups: &Groups,
        fed: &mut Vec<Fed>,
    ) -> Result<(), Circle> {
        let Some(column) = self.fact_decls().iter().position(|fact| fact.key == feed.fact) else {
            return Ok(());
        };
        let mut waiting = self.waiting(feed, column, facts, groups);
        if waiting.is_empty() {
            return Ok(());
        }
        let verdicts = self.run(facts);
        let mut scores: Vec<Option<i64>> =
            (0..facts.len()).map(|row| verdicts.score_of(row)).collect();
        let judged = |row: &usize| verdicts.outcome(*row).is_none_or(|o| !self.is_outside(Some(o)));
        while !waiting.is_empty() {
            let open: HashSet<usize> = waiting.iter().map(|w| w.row).collect();
            let ready = |w: &Waiting| w.members.iter().all(|member| !open.contains(member));
            let (now, later): (Vec<Waiting>, Vec<Waiting>) = waiting.into_iter().partition(ready);
            if now.is_empty() {
                return Err(Circle { rows: later.into_iter().map(|w| w.row).collect() });
            }
            for head in &now {
                let members: Vec<usize> =
                    head.members.iter().copied().filter(|m| judged(m)).collect();
                let one = self.value_of(place, feed, head.row, &members, &scores);
                if let Some(text) = &one.value
                    && let Some(Ok(Some(cell))) =
                        self.fact_decls().get(column).map(|f| f.read(text))
                {
                    facts.set(column, head.row, cell);
                }
                fed.push(one);
            }
            // Whoever got the fact now has a score for the heads further up.
            let rows: Vec<usize> = now.iter().map(|head| head.row).collect();
            let again = self.run(&facts.only(&rows));
            for (n, row) in rows.iter().enumerate() {
                if let Some(score) = scores.get_mut(*row) {
                    *score = again.score_of(n);
                }
            }
            waiting = later;
        }
        Ok(())
    }

    /// Heads who lack the fact, with their members; who heads no unit, or one without members, waits for nothing.
    fn waiting(&self, feed: &Feed, column: usize, facts: &Facts, groups: &Groups) -> Vec<Waiting> {
        let place = |key: &String| self.pack().rules().columns.iter().position(|c| c.key == *key);
        let (Some(heads), Some(members)) = (place(&feed.heads), place(&feed.members)) else {
            return Vec::new();
        };
        let head_of = |row: usize| Some(groups.name(heads, row)).filter(|name| !name.is_empty());
        let lacks = |row: &usize| !facts.is_known(column, *row) && head_of(*row).is_some();
        let lacking: Vec<usize> = (0..facts.len()).filter(lacks).collect();
        if lacking.is_empty() {
            return Vec::new();
        }
        let mut of_unit: HashMap<&str, Vec<usize>> = HashMap::new();
        for row in 0..facts.len() {
            of_unit.entry(groups.name(members, row)).or_default().push(row);
        }
        let waiting = lacking.into_iter().filter_map(|row| {
            let others =
                of_unit.get(head_of(row)?)?.iter().copied().filter(|member| *member != row);
            let members: Vec<usize> = others.collect();
            (!members.is_empty()).then_some(Waiting { row, members })
        });
        waiting.collect()
    }

    fn value_of(
        &self,
        place: usize,
        feed: &Feed,
        row: usize,
        members: &[usize],
        scores: &[Option<i64>],
    ) -> Fed {
        let least = self.pack().setting(&feed.least).and_then(|setting| setting.value.size());
        let reaches = |member: &usize| {
            let score = scores.get(*member).copied().flatten()?;
            Some(self.score_reaches(score, least?))
        };
        let below: Vec<usize> =
            members.iter().copied().filter(|member| reaches(member) == Some(false)).collect();
        let all_known = members.iter().all(|member| reaches(member).is_some());
        let value = match (below.is_empty(), all_known && !members.is_empty()) {
            (false, _) => Some(feed.otherwise.clone()),
            (true, true) => Some(feed.then.clone()),
            (true, false) => None,
        };
        Fed { feed: place, row, value, below, members: members.len() }
    }
}
