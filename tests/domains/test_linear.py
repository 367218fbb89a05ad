"""The linear model as scikit-learn sees it, and what it does with rare labels, unsure texts and a prior."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.utils.estimator_checks import parametrize_with_checks

from kr_localgov_nlp.domains import neighbours
from kr_localgov_nlp.domains.calibration import Calibration, calibrate, judged
from kr_localgov_nlp.domains.linear import CalibratedLinear

# Texts that stand twice fall into other held-out parts than texts that count twice, so calibration differs.
REPEATED = "held-out parts are drawn by row"


@parametrize_with_checks(
    [CalibratedLinear(folds=2)],
    expected_failed_checks=lambda _: {
        "check_sample_weight_equivalence_on_dense_data": REPEATED,
        "check_sample_weight_equivalence_on_sparse_data": REPEATED,
    },
)
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)


def made(count=240, seed=5):
    generator = np.random.default_rng(seed)
    X = generator.normal(size=(count, 12))
    truth = X[:, :4] + 0.6 * generator.normal(size=(count, 4)) > np.array([0.3, 0.6, 0.9, 2.4])
    return X, truth.astype(int)


def test_weights_are_the_optimum_of_the_stated_loss():
    from sklearn.linear_model import LogisticRegression

    X, y = made()
    ours = CalibratedLinear(C=0.5).fit(X, y)
    for label in range(3):
        theirs = LogisticRegression(C=0.5, tol=1e-10, max_iter=5000).fit(X, y[:, label])
        assert ours.coef_[label] == pytest.approx(theirs.coef_[0], abs=5e-3)


def test_the_small_and_the_large_space_have_one_optimum():
    X, y = made(60)
    wide = sparse.csr_matrix(np.hstack([X, np.zeros((60, 80))]))
    few, many = CalibratedLinear().fit(wide, y), CalibratedLinear().fit(X, y)
    assert few.coef_[:, :12] == pytest.approx(many.coef_, abs=2e-2)
    assert abs(few.coef_[:, 12:]).max() < 1e-9


def test_a_rare_label_takes_the_sigmoid_of_all():
    X, y = made()
    y[:, 3] = 0
    y[:4, 3] = 1
    model = CalibratedLinear(rare=15).fit(X, y)
    assert len({tuple(row) for row in model.calibration_[:3]}) == 3
    assert np.isfinite(model.predict_proba(X)).all()
    assert model.predict_proba(X)[:, 3].max() < 0.9


def test_probabilities_are_calibrated():
    X, y = made(3000)
    model = CalibratedLinear().fit(X[:2000], y[:2000])
    proba = model.predict_proba(X[2000:])
    for label in range(3):
        sure = proba[:, label] > 0.7
        assert y[2000:, label][sure].mean() == pytest.approx(proba[sure, label].mean(), abs=0.08)


def test_unsure_texts_are_not_calibrated_on():
    X, y = made()
    wrong = np.vstack([y[:120], 1 - y[120:]])
    sure = np.arange(240) < 120
    model = CalibratedLinear().fit(X, wrong, calibrate=sure)
    assert sorted(model.held_out_[0]) == list(range(120))


def test_a_prior_is_kept_where_nothing_speaks_against_it():
    X, y = made()
    first = CalibratedLinear().fit(X, y)
    known = Calibration(first.calibration_, first.neighbours_, first.thresholds_)
    prior = (first.coef_, first.intercept_, known)
    few = CalibratedLinear(C=0.002).fit(X[:20], first.predict(X[:20]), prior=prior)
    assert (few.predict(X) == first.predict(X)).mean() > 0.97
    assert few.calibration_ == pytest.approx(first.calibration_)
    assert few.thresholds_ == pytest.approx(first.thresholds_)


def test_scores_of_held_out_parts_owe_nothing_to_their_own_labels():
    generator = np.random.default_rng(3)
    scores = generator.normal(size=(60, 1))
    targets = (generator.random((60, 1)) < 0.5).astype(float)
    weights, parts = np.ones((60, 1)), np.arange(60) % 3
    proba, assigned = judged(scores, targets, weights, parts, rare=5)
    turned = targets.copy()
    turned[parts == 0] = 1 - turned[parts == 0]
    again, assigned_again = judged(scores, turned, weights, parts, rare=5)
    assert (proba[parts == 0] == again[parts == 0]).all()
    assert (assigned[parts == 0] == assigned_again[parts == 0]).all()
    assert (proba[parts == 1] != again[parts == 1]).any()


def test_a_label_with_hardly_a_text_without_it_is_not_calibrated_alone():
    scores = np.linspace(-2, 2, 60)[:, None].repeat(2, axis=1)
    targets = np.column_stack([np.ones(60), np.arange(60) >= 30])
    weights = np.ones((60, 2))
    assert calibrate(scores, targets, weights, 15).thresholds[0] > 0.1
    of_both, nobody = np.array([[2.0, 0.5], [np.nan, np.nan]]), np.array([0.4, np.nan])
    found = calibrate(scores, targets, weights, 15, Calibration(of_both, neighbours.none(), nobody))
    assert found.sigmoids[0].tolist() == [2.0, 0.5]
    assert found.thresholds[0] == 0.4


def crowded(count=1500, seed=4):
    """Give scores of texts with one label each, of which a score alone says half: a second one is never true."""
    generator = np.random.default_rng(seed)
    targets = np.eye(4)[generator.integers(0, 4, count)]
    return 3 * targets - 2 + 1.5 * generator.normal(size=(count, 4)), targets


def test_the_second_look_knows_more_than_each_score_alone():
    scores, targets = crowded()
    found = calibrate(scores[:1000], targets[:1000], np.ones((1000, 4)), 15)
    by_itself = found._replace(neighbours=neighbours.none())
    losses = [
        -np.log(np.where(targets[1000:] > 0, p, 1 - p)).mean()
        for p in (one.proba(scores[1000:]) for one in (found, by_itself))
    ]
    assert losses[0] < 0.9 * losses[1]


def test_labels_that_exclude_each_other_stand_alone():
    scores, targets = crowded(200)
    assert not calibrate(scores, targets, np.ones((200, 4)), 15, exclusive=True).neighbours.any()
    X, y = made()
    assert not CalibratedLinear().fit(X, y.argmax(axis=1)).neighbours_.any()
    assert CalibratedLinear().fit(X, y).neighbours_.any()


def test_a_known_second_look_is_held_by_few_texts_and_moved_by_many():
    scores, targets = crowded()
    before = Calibration(np.tile([1.0, 0.0], (4, 1)), np.array([1.0, -1.0, 2.0, 0.0, 0.5]), np.full(4, 0.4))
    few, many = (calibrate(scores[:n], targets[:n], np.ones((n, 4)), 15, before) for n in (8, 1500))
    moved = [abs(one.neighbours - before.neighbours).sum() for one in (few, many)]
    assert 0 < moved[0] < 0.6 * moved[1]
    assert few.thresholds == pytest.approx(before.thresholds)
    assert calibrate(scores[:8], targets[:8], np.zeros((8, 4)), 15, before).neighbours == pytest.approx(
        before.neighbours
    )


def test_a_new_label_starts_with_the_threshold_of_the_known_ones():
    scores, targets = crowded(100)
    known = Calibration(np.tile([1.0, 0.0], (4, 1)), neighbours.none(), np.array([0.2, 0.3, 0.4, np.nan]))
    targets[5:, 3] = 0
    found = calibrate(scores, targets, np.ones((100, 4)), 15, known)
    assert found.thresholds[3] == pytest.approx(0.3)
    assert np.isfinite(found.sigmoids).all()


def test_texts_that_are_partly_unsure_say_nothing_of_the_others():
    scores, targets = crowded(400)
    weights = np.ones((400, 4))
    weights[200:, :3] = 0
    known = Calibration(np.tile([1.0, 0.0], (4, 1)), neighbours.none(), np.full(4, 0.4))
    every, sure = (calibrate(scores[:n], targets[:n], weights[:n], 10**6, known) for n in (400, 200))
    assert every.neighbours.tolist() == sure.neighbours.tolist()
