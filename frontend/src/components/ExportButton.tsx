import { Button } from '@mui/material';
import { useState } from 'react';
import { useDataProvider, useListContext, useNotify, type RaRecord } from 'react-admin';
import { csvOfRecords } from '../../../backend/src/common/csv-of-records.js';
import { csvFile, saveFile } from './saveFile.ts';

const PAGE = 200;

/** Downloads the list as it is filtered and sorted, all pages of it. */
export function ExportButton({ title }: { title: string }) {
  const { resource, filterValues, sort, total } = useListContext();
  const dataProvider = useDataProvider();
  const notify = useNotify();
  const [isExporting, setExporting] = useState(false);
  if (!total) return null;
  const fetchAll = async (): Promise<RaRecord[]> => {
    const records: RaRecord[] = [];
    for (let page = 1; ; page += 1) {
      const pagination = { page, perPage: PAGE };
      const params = { pagination, sort, filter: filterValues as object };
      const { data } = await dataProvider.getList<RaRecord>(resource, params);
      records.push(...data);
      if (data.length < PAGE) return records;
    }
  };
  const download = async (): Promise<void> => {
    setExporting(true);
    try {
      saveFile(csvFile(csvOfRecords(await fetchAll())), `${title.toLowerCase()}.csv`);
    } catch {
      notify('The list could not be exported. Try again.', { type: 'error' });
    } finally {
      setExporting(false);
    }
  };
  return (
    <Button variant="outlined" disabled={isExporting} onClick={() => void download()}>
      Export as CSV
    </Button>
  );
}
