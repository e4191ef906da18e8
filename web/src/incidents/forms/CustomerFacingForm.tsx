import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Replan } from '../../escalation/Replan.tsx';
import { CommandForm } from '../../ui/Sheet.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';

/** Whether customers feel it; decides, among others, whether the CEO is told. */
export function CustomerFacingForm({ incident, onClose }: FormProps) {
  const [facing, setFacing] = useState(incident.customerFacing);
  const [reason, setReason] = useState('');
  const changes = facing !== incident.customerFacing;
  return (
    <CommandForm
      submit="Save"
      disabled={!changes}
      run={() => commands.setCustomerFacing(incident.reference, facing, reason.trim())}
      onDone={() => {
        tell(facing ? 'Marked as customer-facing.' : 'Marked as not customer-facing.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <div className="stack-s">
            <Tick
              type="radio"
              name="facing"
              boxed
              label="Customers are affected"
              checked={facing}
              onChange={() => setFacing(true)}
            />
            <Tick
              type="radio"
              name="facing"
              boxed
              label="Customers are not affected"
              checked={!facing}
              onChange={() => setFacing(false)}
            />
          </div>
          <TextInput
            label="Reason"
            description="Optional. Added to the record."
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors.reason}
          />
          {changes ? <Replan reference={incident.reference} change={{ customerFacing: facing }} /> : null}
        </>
      )}
    </CommandForm>
  );
}
