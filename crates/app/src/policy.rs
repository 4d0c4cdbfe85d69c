//! Access policies: Cedar files, evaluated once into a table of role × action × relation.
//!
//! Roles, actions and relations are finite, so every possible question is put to Cedar when the program starts;
//! a request only looks its answer up.

use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, PolicySet, Request,
};
use nep_domain::access::{Action, Relation, Role};

use crate::{AppError, AppResult};

/// The policies as shipped, from `policies/`.
const SHIPPED: &str = include_str!("../../../policies/roles.cedar");

/// Who may do what, decided.
#[derive(Clone, Debug)]
pub struct Policies {
    permitted: HashSet<(Role, Action, Relation)>,
}

impl Policies {
    /// The shipped policies.
    ///
    /// # Errors
    /// When the text does not parse; the message says where.
    pub fn embedded() -> AppResult<Self> {
        Self::parse(SHIPPED)
    }

    /// Policies from Cedar text.
    ///
    /// # Errors
    /// When the text does not parse or names an unknown kind of entity.
    pub fn parse(text: &str) -> AppResult<Self> {
        let fault = |e: &dyn std::fmt::Display| AppError::Internal(format!("access policies: {e}"));
        let policies: PolicySet = text.parse().map_err(|e| fault(&e))?;
        let entities = entities()?;
        let authorizer = Authorizer::new();
        let mut permitted = HashSet::new();
        for &role in Role::ALL {
            for &action in Action::ALL {
                for &relation in Relation::ALL {
                    let request = Request::new(
                        uid("Role", role.key())?,
                        uid("Action", action.key())?,
                        uid("Relation", relation.key())?,
                        Context::empty(),
                        None,
                    )
                    .map_err(|e| fault(&e))?;
                    let answer = authorizer.is_authorized(&request, &policies, &entities);
                    if let Some(error) = answer.diagnostics().errors().next() {
                        return Err(fault(error));
                    }
                    if answer.decision() == Decision::Allow {
                        permitted.insert((role, action, relation));
                    }
                }
            }
        }
        Ok(Self { permitted })
    }

    /// Whether a role permits an action on a unit that stands so to the role's unit.
    pub fn permit(&self, role: Role, action: Action, relation: Relation) -> bool {
        self.permitted.contains(&(role, action, relation))
    }
}

fn uid(kind: &str, name: &str) -> AppResult<EntityUid> {
    format!("{kind}::{name:?}")
        .parse()
        .map_err(|e| AppError::Internal(format!("access policies: {e}")))
}

/// The groups that policies may name: reaches of relations, rooms and kinds of actions, all staff.
/// Cedar wants groups of actions to be actions themselves.
fn entities() -> AppResult<Entities> {
    let mut parents: HashMap<EntityUid, HashSet<EntityUid>> = HashMap::new();
    for role in Role::ALL {
        parents.entry(uid("Role", role.key())?).or_default().insert(uid("Staff", "everyone")?);
    }
    for relation in Relation::ALL {
        let reaches = parents.entry(uid("Relation", relation.key())?).or_default();
        reaches.insert(uid("Reach", "body")?);
        if *relation != Relation::Other {
            reaches.insert(uid("Reach", "branch")?);
        }
    }
    for action in Action::ALL {
        let (room, verb) = action.key().split_once('.').unwrap_or((action.key(), ""));
        let groups = parents.entry(uid("Action", action.key())?).or_default();
        groups.insert(uid("Action", room)?);
        if verb == "view" {
            groups.insert(uid("Action", "view")?);
        }
    }
    let entities = parents.into_iter().map(|(id, groups)| Entity::new_no_attrs(id, groups));
    Entities::from_entities(entities, None)
        .map_err(|e| AppError::Internal(format!("access policies: {e}")))
}
