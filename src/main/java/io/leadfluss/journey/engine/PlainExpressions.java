package io.leadfluss.journey.engine;

import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/**
 * Expressions that know steps and variables by name and nothing else: no property, no element and no method of anything can be reached, so an
 * expression can't call code. A step wins over a variable of the same name, so nobody can put a value in its place.
 *
 * <p>The engine evaluates an expression without a scope in one place only: when it stands in a query (CVE-2026-109432). That is refused.
 */
class PlainExpressions extends JuelExpressionManager {

    PlainExpressions(Map<Object, Object> steps) {
        super(steps);
    }

    @Override
    public Expression createExpression(String expression) {
        return new InScope(createValueExpression(expression), this, expression);
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new ReadOnlyMapELResolver(beans));
        resolver.add(new VariableScopeElResolver());
        resolver.add(new VariableContextElResolver());
        return resolver;
    }

    private static final class InScope extends JuelExpression {

        private InScope(ValueExpression value, JuelExpressionManager expressions, String text) {
            super(value, expressions, text);
        }

        @Override
        public Object getValue(VariableScope scope, BaseDelegateExecution contextExecution) {
            if (scope == null && !isLiteralText()) {
                throw new BadUserRequestException("Expressions are not allowed in queries");
            }
            return super.getValue(scope, contextExecution);
        }
    }
}
